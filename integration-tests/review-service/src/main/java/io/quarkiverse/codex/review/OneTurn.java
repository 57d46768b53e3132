package io.quarkiverse.codex.review;

import java.nio.file.Path;

import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkus.runtime.QuarkusApplication;

/**
 * The application in its short form: runs one turn and prints what happens in it, as it happens.
 */
public class OneTurn implements QuarkusApplication {

    private final CodexClient codex;
    private final Path directory;
    private final String prompt;

    @Inject
    OneTurn(CodexClient codex, ReviewConfig config) {
        this.codex = codex;
        this.directory = config.directory();
        this.prompt = config.prompt();
    }

    @Override
    public int run(String... arguments) {
        ThreadOptions options = ThreadOptions.builder()
                .workingDirectory(directory)
                .sandboxMode(SandboxMode.WORKSPACE_WRITE)
                .skipGitRepoCheck(true)
                .build();
        TurnPrinter printer = new TurnPrinter(System.out);
        printer.begin(directory, prompt);
        try {
            codex.startThread(options).runStreamed(prompt).onItem().invoke(printer::print)
                    .onItem().ignoreAsUni().await().indefinitely();
            return 0;
        } catch (CodexException e) {
            printer.fail(e);
            return 1;
        }
    }
}
