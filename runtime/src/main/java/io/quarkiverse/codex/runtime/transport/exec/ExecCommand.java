package io.quarkiverse.codex.runtime.transport.exec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

/**
 * A turn as {@code codex exec} understands it.
 * <p>
 * The order of the arguments matters: the sandbox, directories and the schema are rejected after {@code resume}, and images
 * before it make codex start a new thread in silence. codex remembers no option of a thread, so all are given every time.
 *
 * @param arguments everything behind the executable
 * @param prompt what goes to standard input
 */
record ExecCommand(List<String> arguments, String prompt) {

    private static final String TRUST_HOOKS = "--dangerously-bypass-hook-trust";

    static ExecCommand of(TurnRequest request, TurnFiles files, boolean trustHooks) {
        TurnSettings settings = request.settings();
        check(request);
        List<String> arguments = new ArrayList<>(List.of("exec", "--json"));
        for (String override : TomlOverrides.of(settings.config().values())) {
            arguments.add("--config");
            arguments.add(override);
        }
        if (trustHooks) {
            // Those of the application: all others that nobody has reviewed are switched off.
            arguments.add(TRUST_HOOKS);
        }
        arguments.add("--cd");
        arguments.add(settings.workingDirectory().toString());
        for (Path directory : settings.additionalDirectories()) {
            arguments.add("--add-dir");
            arguments.add(directory.toString());
        }
        if (settings.skipGitRepoCheck()) {
            arguments.add("--skip-git-repo-check");
        }
        if (settings.ephemeral()) {
            arguments.add("--ephemeral");
        }
        Path schemaFile = files.schema(request.outputSchema());
        if (schemaFile != null) {
            arguments.add("--output-schema");
            arguments.add(schemaFile.toString());
        }
        request.threadId().ifPresent(id -> {
            arguments.add("resume");
            arguments.add(id);
        });
        for (TurnInput.Part part : request.input().parts()) {
            if (part instanceof TurnInput.Image image) {
                arguments.add("--image");
                arguments.add(files.image(settings.workingDirectory().resolve(image.file())).toString());
            }
        }
        String prompt = prompt(request);
        boolean isNew = request.threadId().isEmpty();
        return new ExecCommand(arguments, isNew ? Preamble.of(request.past()) + prompt : prompt);
    }

    /**
     * Refuses what this transport cannot do, so that it is refused before anything is looked for or started.
     */
    static void check(TurnRequest request) {
        if ("untrusted".equals(request.settings().config().text("approval_policy"))) {
            throw unsupported("The approval policy 'untrusted'", "approval-policy=untrusted");
        }
        for (TurnInput.Part part : request.input().parts()) {
            if (part instanceof TurnInput.Skill) {
                throw unsupported("A skill as input", "skill");
            }
            if (part instanceof TurnInput.ImageUrl) {
                throw unsupported("An image by its URL", "image-url");
            }
            if (part instanceof TurnInput.Mention) {
                throw unsupported("A mention as input", "mention");
            }
        }
        if (prompt(request).isBlank()) {
            throw unsupported("An input without a text", "input-without-text");
        }
    }

    private static String prompt(TurnRequest request) {
        return request.input().parts().stream().filter(TurnInput.Text.class::isInstance)
                .map(part -> ((TurnInput.Text) part).text()).collect(Collectors.joining("\n\n"));
    }

    /** Of a turn with hooks of the application codex says twice that its own flag may be dangerous. */
    static boolean isToldOfHookTrust(TurnEvent event) {
        return event instanceof ItemCompleted completed && completed.item() instanceof ErrorItem error
                && error.message().startsWith("`" + TRUST_HOOKS + "` is enabled");
    }

    static CodexUnsupportedException unsupported(String what, String feature) {
        return new CodexUnsupportedException(what + " is not possible on the exec transport, which starts codex without a"
                + " way to talk to it while it runs; the app-server transport of codex has it", feature);
    }
}
