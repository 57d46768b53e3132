package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.host.ThreadAccess;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionRedactor;
import io.quarkiverse.codex.session.SessionStore;

/**
 * Makes the sessions of a client.
 *
 * @param config how sessions are kept
 * @param store where they are kept
 * @param redactors what takes out of them what must not be stored, in order
 * @param shared whether others than this application may use what the store stores in
 */
public record SessionsFactory(SessionConfig config, SessionStore store, List<SessionRedactor> redactors, boolean shared) {

    private static final String PREFIX = "quarkus.codex.session.";
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

    /** Sessions that are to be closed with the application, when its clients are. */
    public interface Closeable extends CodexSessions, AutoCloseable {

        @Override
        void close();
    }

    /**
     * Makes the sessions of a client.
     *
     * @param clientName the client's name
     * @param threads its threads
     * @param secrets masks what it knows to be secret
     * @throws CodexConfigurationException when a value cannot be; the message names it
     */
    public Closeable create(String clientName, ThreadAccess threads, UnaryOperator<String> secrets) {
        Optional<SecretMask> mask = config.maskSecrets() ? Optional.of(new SecretMask(secrets)) : Optional.empty();
        Redaction redaction = new Redaction(mask, config.storeCommandOutputs(), redactors);
        SessionSettings settings = settings();
        return new CodexSessionsImpl(clientName, new SessionContext(store, threads, settings, redaction,
                DaemonTimer.create("codex-sessions-timer"), new RunningSessions(), observer(threads),
                new WaitingLine(settings.leaseMostWaiting(), threads.workers())));
    }

    /** One of those who watch the client's turns is that of the application's hooks. */
    private static SessionObserver observer(ThreadAccess threads) {
        return threads.observers().stream().filter(SessionObserver.class::isInstance).map(SessionObserver.class::cast)
                .findFirst().orElse(SessionObserver.NONE);
    }

    private SessionSettings settings() {
        Duration duration = config.lease().duration();
        if (duration.compareTo(SHORTEST_LEASE) < 0) {
            throw new CodexConfigurationException(PREFIX + "lease.duration is " + duration + ": choose " + SHORTEST_LEASE
                    + " or more");
        }
        Duration renewal = config.lease().renewal().orElse(duration.dividedBy(3));
        if (renewal.isNegative() || renewal.isZero() || renewal.compareTo(duration) >= 0) {
            throw new CodexConfigurationException(PREFIX + "lease.renewal is " + renewal + ": choose less than"
                    + " lease.duration, which is " + duration);
        }
        if (config.lease().maxWaiting() < 1) {
            throw new CodexConfigurationException(PREFIX + "lease.max-waiting is " + config.lease().maxWaiting()
                    + ": choose 1 or more; lease.wait=0 is for turns that are not to wait");
        }
        config.ttl().filter(ttl -> ttl.isNegative() || ttl.isZero()).ifPresent(ttl -> {
            throw new CodexConfigurationException(PREFIX + "ttl is " + ttl + ": choose a time, or leave it out for sessions"
                    + " that are never forgotten");
        });
        if (config.maxSeed() < 1) {
            throw new CodexConfigurationException(PREFIX + "max-seed is " + config.maxSeed() + ": choose 1 or more");
        }
        return new SessionSettings(config.ttl(), duration, renewal, config.lease().waitFor(),
                config.lease().maxWaiting(), config.maxSeed(), shared);
    }
}
