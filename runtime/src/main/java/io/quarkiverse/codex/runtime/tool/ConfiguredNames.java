package io.quarkiverse.codex.runtime.tool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.config.ToolsConfig;
import io.quarkiverse.codex.runtime.host.NameGlobs;
import io.quarkiverse.codex.runtime.host.NearestName;

/**
 * What a client's configuration says by the names of tools. A name that no tool has does nothing, and whoever has written it
 * does not know.
 *
 * @param clientName the client's name
 * @param config its configuration
 */
record ConfiguredNames(String clientName, ToolsConfig config) {

    /** Enough to find one's own mistake in. */
    private static final int MOST_SHOWN = 20;

    /**
     * Says which of them no tool has.
     *
     * @param tools the qualified names of all tools that there are
     * @return what is said in vain, and what may be meant; empty when all is well
     */
    List<String> problems(Collection<String> tools) {
        List<String> problems = new ArrayList<>();
        config.include().orElse(List.of()).forEach(glob -> check("include=" + glob, glob, tools, problems));
        config.exclude().orElse(List.of()).forEach(glob -> check("exclude=" + glob, glob, tools, problems));
        config.named().keySet().stream().sorted().filter(name -> !tools.contains(name))
                .forEach(name -> problems.add(problem("\"" + name + "\"", name, tools)));
        return problems;
    }

    private void check(String said, String glob, Collection<String> tools, List<String> problems) {
        NameGlobs names = NameGlobs.of(List.of(glob), List.of());
        if (tools.stream().noneMatch(names::choose)) {
            problems.add(problem(said, glob, tools));
        }
    }

    private String problem(String said, String name, Collection<String> tools) {
        String prefix = CodexClient.DEFAULT_NAME.equals(clientName) ? "" : "\"" + clientName + "\".";
        return "quarkus.codex." + prefix + "tools." + said + " does nothing, for there is no such tool"
                + NearestName.of(name, tools).map(near -> ": do you mean " + near + "?").orElseGet(() -> tools.isEmpty() ? ""
                        : ". There " + (tools.size() > MOST_SHOWN ? "are, among others, " : "are ")
                                + tools.stream().limit(MOST_SHOWN).toList());
    }
}
