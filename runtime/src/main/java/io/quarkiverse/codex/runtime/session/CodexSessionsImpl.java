package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The sessions of a client.
 */
final class CodexSessionsImpl implements SessionsFactory.Closeable {

    private static final Logger LOG = Logger.getLogger(CodexSessionsImpl.class);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(10);

    private final String clientName;
    private final SessionContext context;

    CodexSessionsImpl(String clientName, SessionContext context) {
        this.clientName = clientName;
        this.context = context;
    }

    @Override
    public CodexThread thread(String key, ThreadOptions options) {
        return new SessionThreadImpl(context, key(key), options);
    }

    private SessionKey key(String name) {
        return new SessionKey(clientName, name);
    }

    @Override
    public Multi<SessionEntry> transcript(String key) {
        return onWorkers(context.store().load(key(key)));
    }

    @Override
    public Multi<String> keys() {
        return onWorkers(context.store().keys(clientName));
    }

    @Override
    public Uni<Optional<SessionInfo>> info(String key) {
        return onWorkers(context.store().find(key(key)));
    }

    @Override
    public Uni<Boolean> describe(String key, Map<String, String> attributes) {
        return onWorkers(context.store().describe(key(key), Map.copyOf(attributes)));
    }

    @Override
    public Uni<Boolean> clear(String key) {
        SessionKey cleared = key(key);
        return onWorkers(Uni.createFrom().deferred(() -> {
            HeldLease lease = new HeldLease(context, cleared);
            return lease.take().chain(taken -> context.patience().with(context.store().clear(taken)))
                    .onTermination().call(() -> lease.release());
        }));
    }

    private <T> Uni<T> onWorkers(Uni<T> uni) {
        return uni.emitOn(context.threads().workers());
    }

    private <T> Multi<T> onWorkers(Multi<T> multi) {
        return multi.emitOn(context.threads().workers());
    }

    /**
     * Blocks until the ends of the turns that run are recorded, but not for long. Call it when the client has ended them.
     */
    @Override
    public void close() {
        if (!context.running().awaitEnd(LAST_MOMENT)) {
            LOG.warnf("The ends of some turns could not be recorded within %s: their sessions are free again when their leases"
                    + " end, in %s at the latest", LAST_MOMENT, context.settings().leaseDuration());
        }
        context.timer().shutdownNow();
    }
}
