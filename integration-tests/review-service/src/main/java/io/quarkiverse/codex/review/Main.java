package io.quarkiverse.codex.review;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Decides which model codex talks to, then runs the application: that has to be known before its configuration is read. Without
 * arguments the application is the service; with {@value #ONCE} it prints one turn and ends.
 */
@QuarkusMain
public class Main {

    static final String ONCE = "once";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static void main(String... arguments) {
        AtomicInteger exitCode = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(closed)));
        boolean once = List.of(arguments).contains(ONCE);
        try (ModelChoice choice = ModelChoice.make(System.getenv(), once ? Main::storyOfOneTurn : Story::ofReviews)) {
            choice.settings().forEach(System::setProperty);
            System.out.println(choice.description());
            if (once) {
                // The stream of the turn is what a person wants to see.
                System.setProperty("quarkus.log.console.level", "WARN");
                System.setProperty("quarkus.http.host-enabled", "false");
            }
            Class<? extends QuarkusApplication> application = once ? OneTurn.class : null;
            // Without a handler Quarkus ends the JVM, and with it this method, before the choice is closed.
            Quarkus.run(application, (code, failure) -> {
                exitCode.set(code);
                if (failure != null) {
                    failure.printStackTrace();
                }
            }, arguments);
        }
        closed.countDown();
        System.exit(exitCode.get());
    }

    /** A signal would otherwise end the JVM before the choice is closed. */
    private static void await(CountDownLatch closed) {
        try {
            closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScriptedModel storyOfOneTurn() {
        return Story.ofOneTurn(Path.of(System.getProperty("review.directory", ".")));
    }
}
