package io.quarkiverse.codex.review;

import java.nio.file.Path;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkus.runtime.QuarkusApplication;

/**
 * Runs one turn and prints what happens in it, as it happens.
 */
public class ReviewApplication implements QuarkusApplication {

    private final CodexClient codex;
    private final Path directory;
    private final String prompt;

    @Inject
    public ReviewApplication(CodexClient codex, @ConfigProperty(name = "review.directory") Path directory,
            @ConfigProperty(name = "review.prompt") String prompt) {
        this.codex = codex;
        this.directory = directory;
        this.prompt = prompt;
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
