package io.quarkiverse.codex.deployment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkiverse.codex.runtime.host.NameGlobs;
import io.quarkiverse.codex.runtime.host.NearestName;

/**
 * The names by which hooks are restricted to tools. A hook whose name no tool has never runs, which is no small matter for one
 * that is to guard something. It is no mistake for sure: tools can be added while the application runs, and codex has others
 * with each of its versions.
 */
final class HookedToolNames {

    /** Names that codex' hooks have for its tools. Those of MCP servers begin with {@value #OF_MCP}. */
    private static final Set<String> OF_CODEX = Set.of("Bash", "apply_patch");
    private static final String OF_MCP = "mcp__";
    private static final String WILDCARDS = "*?";

    private final Set<String> tools;

    /**
     * @param tools the qualified names of the application's tools
     */
    HookedToolNames(Set<String> tools) {
        this.tools = tools;
    }

    /**
     * Says which names of a hook no tool is known to have, and what may be meant.
     */
    List<String> problems(HookMethod hook) {
        boolean ofCodex = hook.trigger().nativePoint().isPresent();
        return hook.tools().stream().flatMap(glob -> (ofCodex ? ofCodex(glob) : ofApplication(glob)).stream()).toList();
    }

    private Optional<String> ofApplication(String glob) {
        return matches(glob, tools) ? Optional.empty()
                : Optional.of("no tool of the application is named '" + glob + "'" + meant(glob, tools)
                        + ". The hook runs only for tools of this name that are added while the application runs");
    }

    private static Optional<String> ofCodex(String glob) {
        boolean maybeOfMcp = glob.startsWith(OF_MCP) || WILDCARDS.indexOf(glob.charAt(0)) >= 0;
        return maybeOfMcp || matches(glob, OF_CODEX) ? Optional.empty()
                : Optional.of("codex' hooks are not known to call a tool '" + glob + "'" + meant(glob, OF_CODEX)
                        + ". They have Bash for commands, apply_patch for changes of files, and " + OF_MCP
                        + "<server>__<tool> for tools of MCP servers");
    }

    private static boolean matches(String glob, Set<String> names) {
        return names.stream().anyMatch(NameGlobs.of(List.of(glob), List.of())::choose);
    }

    private static String meant(String glob, Set<String> names) {
        return NearestName.of(glob, names).map(near -> " (do you mean '" + near + "'?)").orElse("");
    }
}
