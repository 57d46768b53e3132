package io.quarkiverse.codex.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkus.runtime.shutdown.ShutdownListener;

/**
 * Lets the turns that run come to their end before the application stops, for as long as {@code quarkus.shutdown.timeout}
 * says. What still runs then is ended with its client, and all of it at once where there is no such time.
 */
public class GracefulShutdown implements ShutdownListener {

    private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);

    private final Set<CodexClientImpl> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * Adds a client. The turns of one that comes too late are refused.
     */
    void add(CodexClientImpl client) {
        clients.add(client);
        if (stopping) {
            client.drain();
        }
    }

    @Override
    public void shutdown(ShutdownNotification notification) {
        stopping = true;
        List<CompletableFuture<Void>> turns = clients.stream().map(client -> client.drain().toCompletableFuture()).toList();
        if (!turns.stream().allMatch(CompletableFuture::isDone)) {
            LOG.debug("Waiting for the turns that codex runs");
        }
        CompletableFuture.allOf(turns.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> notification.done());
    }
}
