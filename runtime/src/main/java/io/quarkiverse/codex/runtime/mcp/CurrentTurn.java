package io.quarkiverse.codex.runtime.mcp;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
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
     * Returns the request that is being answered, or {@code null}.
     */
    RoutingContext request() {
        return requests.getCurrent();
    }

    /**
     * Returns the turn whose request is being answered, or {@code null} where it is none of a turn.
     */
    McpTurn get() {
        RoutingContext request = request();
        return request == null ? null : request.get(KEY);
    }
}
