package io.quarkiverse.codex.runtime.transport.exec;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;

/**
 * The search for codex that all turns of a client share. It runs on a thread of its own, so that each of those who wait can
 * leave when it wants; when the last of them has left, it is broken off. What was found is kept, a failure is not.
 */
final class SharedSearch {

    private static final Duration TO_BREAK_OFF = Duration.ofSeconds(5);

    private final String threadName;
    private final Callable<CodexExecutable> search;
    private Attempt attempt;

    SharedSearch(String threadName, Callable<CodexExecutable> search) {
        this.threadName = threadName;
        this.search = search;
    }

    /**
     * Returns what was found, at once if that was before.
     *
     * @param limit how long to wait; zero or less is for ever
     */
    CodexExecutable await(Duration limit) throws InterruptedException, TimeoutException {
        Attempt joined = join();
        try {
            boolean limited = !limit.isZero() && !limit.isNegative();
            return limited ? joined.result.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS)
                    : joined.result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            leave(joined);
        }
    }

    /** Has the next turn search again. */
    synchronized void forget() {
        attempt = null;
    }

    private synchronized Attempt join() {
        if (attempt == null) {
            attempt = new Attempt();
            attempt.thread.start();
        }
        attempt.waiting++;
        return attempt;
    }

    private void leave(Attempt left) throws InterruptedException {
        synchronized (this) {
            left.waiting--;
            if (left.found || left.waiting > 0 && !left.result.isDone()) {
                return;
            }
            if (attempt == left) {
                attempt = null;
            }
        }
        left.thread.interrupt();
        // A turn is over when its processes are gone, and nobody else ends this one.
        left.thread.join(TO_BREAK_OFF.toMillis());
    }

    private final class Attempt {

        private final FutureTask<CodexExecutable> result = new FutureTask<>(this::search);
        private final Thread thread = new Thread(result, threadName);
        private int waiting;
        private volatile boolean found;

        private Attempt() {
            thread.setDaemon(true);
        }

        private CodexExecutable search() throws Exception {
            CodexExecutable executable = search.call();
            found = true;
            return executable;
        }
    }
}
