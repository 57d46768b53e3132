package io.quarkiverse.codex.runtime;

import java.util.List;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.mutiny.Uni;

/**
 * Starts clients with the application instead of with their first turn.
 */
final class EagerStart {

    private static final Logger LOG = Logger.getLogger(EagerStart.class);

    private EagerStart() {
    }

    /**
     * Starts clients, all at a time, and waits until they run.
     *
     * @param names which ones
     * @throws CodexConfigurationException when one of them never will
     */
    static void start(List<String> names) {
        all(names, CodexClientImpl::start);
    }

    /**
     * Has clients find out whether their turns may begin, all at a time, and waits for that.
     *
     * @param names which ones
     * @throws CodexConfigurationException when those of one of them never may
     */
    static void tryOut(List<String> names) {
        all(names, CodexClientImpl::mayBegin);
    }

    private static void all(List<String> names, Function<CodexClientImpl, Uni<Void>> step) {
        if (!names.isEmpty()) {
            Uni.join().all(names.stream().map(name -> one(name, step)).toList()).andFailFast().await().indefinitely();
        }
    }

    private static Uni<Void> one(String name, Function<CodexClientImpl, Uni<Void>> step) {
        return step.apply(Clients.get(name)).onFailure().recoverWithUni(failure -> {
            if (failure instanceof CodexConfigurationException) {
                return Uni.createFrom().failure(failure);
            }
            LOG.warnf("The codex client %s could not be started with the application; its first turn tries again: %s",
                    CodexClient.DEFAULT_NAME.equals(name) ? "default" : name,
                    failure.getMessage());
            return Uni.createFrom().voidItem();
        });
    }
}
