package io.quarkiverse.codex.runtime.mcp;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.web.RoutingContext;

/**
 * Which turn an HTTP request comes from.
 */
@Singleton
public class CurrentTurn {

    private static final String KEY = CurrentTurn.class.getName();

    private final CurrentVertxRequest requests;

    CurrentTurn(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    static void set(RoutingContext request, McpTurn turn) {
        request.put(KEY, turn);
    }

    /**
     * Gives up an answer when whoever asks for it in the request that is being answered hangs up.
     */
    <T> Uni<T> whileWanted(Uni<T> answer) {
        return whileWanted(requests.getCurrent(), answer);
    }

    static <T> Uni<T> whileWanted(RoutingContext request, Uni<T> answer) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = answer.subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(running::cancel);
            request.addEndHandler(end -> {
                if (end.failed()) {
                    running.cancel();
                    emitter.fail(end.cause());
                }
            });
        });
    }

    /**
     * Returns the turn whose request is being answered, or {@code null} where it is none of a turn.
     */
    McpTurn get() {
        RoutingContext request = requests.getCurrent();
        return request == null ? null : request.get(KEY);
    }
}
