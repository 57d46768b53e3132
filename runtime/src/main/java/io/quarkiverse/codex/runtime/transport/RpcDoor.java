package io.quarkiverse.codex.runtime.transport;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.management.RpcNotification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Requests to codex by the names of its own protocol. Whatever comes of them arrives on a thread that may be blocked.
 */
public interface RpcDoor {

    /**
     * Sends a request, starting codex where it does not run. A request that names a thread, as {@code threadId}, goes to
     * where that thread is open.
     *
     * @param method the method
     * @param params its parameters, or {@code null}
     * @return the result, never {@code null}
     */
    Uni<JsonNode> request(String method, JsonNode params);

    /**
     * Copies a thread.
     *
     * @param threadId the thread
     * @param settings the options of the copy
     * @return the copy's id
     */
    Uni<String> fork(String threadId, TurnSettings settings);

    /**
     * Returns what codex said of itself when it was first spoken to, starting it where it does not run.
     *
     * @return the result of {@code initialize}
     */
    Uni<JsonNode> greeting();

    /**
     * Asks codex for something that no codex knows.
     *
     * @return the words of its refusal, in which it may say what it does know; never {@code null}
     */
    Uni<String> refusalOfUnknownMethod();

    /**
     * Returns what codex tells from now on, to whomever it may concern.
     *
     * @return a stream that is hot, and completes with the transport
     */
    Multi<RpcNotification> notifications();
}
