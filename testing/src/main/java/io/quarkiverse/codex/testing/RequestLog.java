package io.quarkiverse.codex.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Requests in the order they came, and a way to wait for one. */
final class RequestLog {

    private final String kind;
    private final Deque<ModelRequest> requests = new ArrayDeque<>();
    private int limit = Integer.MAX_VALUE;

    RequestLog(String kind) {
        this.kind = kind;
    }

    synchronized void limit(int most) {
        limit = most;
        trim();
    }

    synchronized void add(ModelRequest request) {
        requests.add(request);
        trim();
        notifyAll();
    }

    private void trim() {
        while (requests.size() > limit) {
            requests.removeFirst();
        }
    }

    synchronized List<ModelRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }

    synchronized ModelRequest await(Predicate<ModelRequest> wanted, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                Optional<ModelRequest> found = requests.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("No such " + kind + " within " + timeout + "; there were " + requests);
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a " + kind, interrupted);
        }
    }
}
