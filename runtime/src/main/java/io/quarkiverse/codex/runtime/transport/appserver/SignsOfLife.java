package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexTimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * Notices that codex hangs: it has not answered a request in time, has said nothing else meanwhile, and does not answer either
 * what takes it no time. One that is busy with something long still says something, or has an answer to that. Thread-safe.
 */
final class SignsOfLife {

    /** The threads that are open: codex has them in memory. */
    static final String QUESTION = "thread/loaded/list";

    private final Supplier<Uni<JsonNode>> question;
    private final Runnable whenNone;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long lastHeard = System.nanoTime();

    /**
     * @param question asks what takes codex no time
     * @param whenNone does what is to be done when codex hangs
     */
    SignsOfLife(Supplier<Uni<JsonNode>> question, Runnable whenNone) {
        this.question = question;
        this.whenNone = whenNone;
    }

    /**
     * Notes that codex has said something, whatever it was.
     */
    void heard() {
        lastHeard = System.nanoTime();
    }

    /**
     * Notes that the time of a request is over.
     *
     * @param sent when it was sent, by {@link System#nanoTime()}
     */
    void missed(long sent) {
        if (hasBeenHeardSince(sent) || !asking.compareAndSet(false, true)) {
            return;
        }
        long asked = System.nanoTime();
        question.get().subscribe().with(answer -> asking.set(false), failure -> {
            asking.set(false);
            if (failure instanceof CodexTimeoutException && !hasBeenHeardSince(asked)) {
                whenNone.run();
            }
        });
    }

    private boolean hasBeenHeardSince(long moment) {
        return lastHeard - moment >= 0;
    }
}
