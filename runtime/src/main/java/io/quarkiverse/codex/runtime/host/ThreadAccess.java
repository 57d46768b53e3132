package io.quarkiverse.codex.runtime.host;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.runtime.method.Caller;
import io.smallrye.mutiny.Uni;

/**
 * Threads of a client for those who look after them on behalf of an application. Thread-safe.
 */
public interface ThreadAccess {

    /**
     * Returns a thread whose turns are watched.
     *
     * @param threadId the thread to resume, or empty for a new one
     * @param lost the thread that a new one stands in for, and is told of; empty for none
     * @param options what differs from the client's configuration
     * @param observer watches its turns, after those who watch all of the client's
     * @param caller on whose behalf its turns are run
     * @return the thread, never {@code null}
     */
    CodexThread open(Optional<String> threadId, Optional<LostThread> lost, ThreadOptions options, TurnObserver observer,
            Caller caller);

    /**
     * Looks who is calling now.
     */
    Caller caller();

    /**
     * Returns who watches all of the client's turns, in order.
     */
    List<TurnObserver> observers();

    /**
     * Has codex close a thread, so that another process can open it. Does nothing where codex keeps no thread open.
     *
     * @param threadId the thread
     * @return completes when codex has been told
     */
    Uni<Void> close(String threadId);

    /**
     * Returns whether the client lets no turn begin any more, because the application is stopping.
     */
    boolean isClosed();

    /**
     * Returns where whatever may block is done.
     */
    Executor workers();
}
