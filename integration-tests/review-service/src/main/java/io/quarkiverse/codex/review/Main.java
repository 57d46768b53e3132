package io.quarkiverse.codex.review;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Decides which model codex talks to, then runs the application: that has to be known before its configuration is read.
 */
@QuarkusMain
public class Main {

    public static void main(String... arguments) {
        AtomicInteger exitCode = new AtomicInteger();
        Path directory = Path.of(System.getProperty("review.directory", "."));
        try (ModelChoice choice = ModelChoice.make(System.getenv(), directory)) {
            choice.settings().forEach(System::setProperty);
            System.out.println(choice.description());
            // Without a handler Quarkus ends the JVM, and with it this method, before the choice is closed.
            Quarkus.run(ReviewApplication.class, (code, failure) -> {
                exitCode.set(code);
                if (failure != null) {
                    System.err.println(failure);
                }
            }, arguments);
        }
        System.exit(exitCode.get());
    }
}
