package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import io.smallrye.mutiny.Uni;

/**
 * The threads that a session has open in codex, and with which options: codex ignores others for as long as it has a thread
 * open. Thread-safe.
 * <p>
 * codex keeps a thread open for as long as somebody is subscribed to it. So there is a limit to those that no turn runs on,
 * beyond which the one that was used the longest ago is closed. It can be opened again, unless codex has it in its memory
 * only: these have a limit of their own, so that conversations that can be resumed never cost one that cannot.
 */
final class OpenThreads {

    private static final Logger LOG = Logger.getLogger(OpenThreads.class);
    /** With which options a thread was opened is not known, and no options equal that. */
    private static final JsonNode UNKNOWN = NullNode.getInstance();
    /** Enough for saying what became of a conversation to whoever comes back to it. */
    private static final int MOST_LOST = 10_000;

    private final int mostKept;
    private final int mostInMemory;
    private final Function<String, Uni<?>> closer;
    /** In the order of their last use. */
    private final Map<String, OpenThread> threads = new LinkedHashMap<>();
    private final Map<String, Boolean> lost = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_LOST;
        }
    };
    private long lastUse = System.nanoTime();

    /**
     * @param mostKept how many threads without a turn may be open that can be opened again
     * @param mostInMemory how many threads without a turn may be open that cannot
     * @param closer has codex close a thread, and completes when it has agreed
     */
    OpenThreads(int mostKept, int mostInMemory, Function<String, Uni<?>> closer) {
        this.mostKept = mostKept;
        this.mostInMemory = mostInMemory;
        this.closer = closer;
    }

    /**
     * Takes a thread for a turn: it is not closed from then on until {@link #leave}. One that is just being closed is waited
     * for.
     *
     * @return with which options it is open, or empty when it is not
     */
    Uni<Optional<JsonNode>> enter(String threadId) {
        CompletableFuture<Void> closing;
        synchronized (this) {
            OpenThread thread = threads.computeIfAbsent(threadId, id -> new OpenThread(null, false));
            closing = thread.closing;
            if (closing == null) {
                thread.users++;
                return Uni.createFrom().item(Optional.ofNullable(thread.options));
            }
        }
        return Uni.createFrom().completionStage(closing.copy()).chain(() -> enter(threadId));
    }

    /**
     * Notes that codex has opened a thread that a turn has taken already.
     */
    synchronized void opened(String threadId, JsonNode options) {
        OpenThread thread = threads.computeIfAbsent(threadId, id -> new OpenThread(null, false));
        thread.options = options;
    }

    /**
     * Notes that codex has closed a thread that a turn has taken, to open it with other options.
     */
    synchronized void closed(String threadId) {
        OpenThread thread = threads.get(threadId);
        if (thread != null) {
            thread.options = null;
        }
    }

    /**
     * Notes a new thread that has no history to be opened again with, and takes it for its first turn.
     *
     * @param ephemeral whether it never will have one
     */
    synchronized void started(String threadId, JsonNode options, boolean ephemeral) {
        OpenThread thread = new OpenThread(options, ephemeral);
        thread.inMemoryOnly = true;
        thread.users = 1;
        threads.put(threadId, thread);
    }

    /**
     * Notes a new thread that nobody uses yet.
     *
     * @param ephemeral whether it is in codex' memory only
     */
    void copied(String threadId, JsonNode options, boolean ephemeral) {
        synchronized (this) {
            OpenThread thread = new OpenThread(options, ephemeral);
            thread.inMemoryOnly = ephemeral;
            threads.put(threadId, thread);
        }
        closeSurplus();
    }

    /**
     * Notes a thread that the application has opened by a request of its own. It stays open until the application closes it,
     * or a turn has run on it.
     */
    synchronized void openedFromOutside(String threadId, boolean ephemeral) {
        OpenThread known = threads.get(threadId);
        if (known == null) {
            known = new OpenThread(UNKNOWN, ephemeral);
            known.inMemoryOnly = ephemeral;
            threads.put(threadId, known);
        }
        known.options = UNKNOWN;
        known.outside = true;
    }

    /**
     * Gives a thread back that was taken for a turn.
     *
     * @param hasRun whether the turn had begun, with which the thread got a history
     */
    void leave(String threadId, boolean hasRun) {
        synchronized (this) {
            OpenThread thread = threads.remove(threadId);
            if (thread == null) {
                return;
            }
            lastUse = System.nanoTime();
            thread.users--;
            if (hasRun) {
                thread.inMemoryOnly = thread.ephemeral;
                thread.outside = false;
            }
            if (thread.users > 0 || thread.options != null) {
                threads.put(threadId, thread);
            }
        }
        closeSurplus();
    }

    /**
     * Notes that codex says that a thread is not open any more.
     */
    synchronized void gone(String threadId) {
        OpenThread thread = threads.get(threadId);
        if (thread == null || thread.closing != null) {
            return;
        }
        if (thread.users == 0 && thread.inMemoryOnly) {
            threads.remove(threadId);
        } else {
            // It may be an old story, and the thread be open again: the next turn looks.
            thread.options = UNKNOWN;
            thread.outside = false;
        }
    }

    private void closeSurplus() {
        surplus(false, mostKept).ifPresent(this::close);
        surplus(true, mostInMemory).ifPresent(this::close);
    }

    private synchronized Optional<String> surplus(boolean inMemory, int most) {
        int idle = 0;
        String oldest = null;
        for (Map.Entry<String, OpenThread> entry : threads.entrySet()) {
            OpenThread thread = entry.getValue();
            if (thread.isIdle() && thread.inMemoryOnly == inMemory) {
                idle++;
                oldest = oldest == null ? entry.getKey() : oldest;
            }
        }
        if (idle <= most) {
            return Optional.empty();
        }
        threads.get(oldest).closing = new CompletableFuture<>();
        return Optional.of(oldest);
    }

    private void close(String threadId) {
        closer.apply(threadId).subscribe().with(answer -> closed(threadId, true), failure -> {
            LOG.debugf("thread %s could not be closed: %s", threadId, failure.getMessage());
            closed(threadId, false);
        });
    }

    private void closed(String threadId, boolean agreed) {
        CompletableFuture<Void> closing;
        synchronized (this) {
            OpenThread thread = threads.remove(threadId);
            closing = thread.closing;
            thread.closing = null;
            if (agreed && thread.inMemoryOnly) {
                lost.put(threadId, true);
            } else if (!agreed) {
                thread.options = UNKNOWN;
                threads.put(threadId, thread);
            }
        }
        closing.complete(null);
    }

    /**
     * Returns whether a thread is open, or was until a moment ago.
     */
    synchronized boolean contains(String threadId) {
        return threads.containsKey(threadId);
    }

    /**
     * Returns whether closing a thread would be the end of it.
     */
    synchronized boolean isInMemoryOnly(String threadId) {
        OpenThread thread = threads.get(threadId);
        return thread != null && thread.inMemoryOnly;
    }

    /**
     * Returns whether a thread was closed although that was the end of it.
     */
    synchronized boolean isLost(String threadId) {
        return lost.containsKey(threadId);
    }

    /**
     * Returns whether nothing would be lost with the process: no turn runs, and all threads can be opened again.
     */
    synchronized boolean areAllIdleAndKept() {
        return threads.values().stream().allMatch(thread -> thread.isIdle() && !thread.inMemoryOnly);
    }

    /**
     * Returns when a turn ended the last time, as {@link System#nanoTime()}.
     */
    synchronized long lastUse() {
        return lastUse;
    }

    private static final class OpenThread {

        private final boolean ephemeral;
        private JsonNode options;
        private boolean inMemoryOnly;
        private boolean outside;
        private int users;
        private CompletableFuture<Void> closing;

        OpenThread(JsonNode options, boolean ephemeral) {
            this.options = options;
            this.ephemeral = ephemeral;
        }

        boolean isIdle() {
            return users == 0 && closing == null && !outside;
        }
    }
}
