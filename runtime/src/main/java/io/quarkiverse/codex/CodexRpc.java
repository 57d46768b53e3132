package io.quarkiverse.codex;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.management.RpcNotification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The raw door to {@code codex app-server}: every method by its name, and everything that it tells. For what this extension
 * has no words for yet. Thread-safe.
 * <p>
 * Nothing happens before the subscription, and each subscription asks codex, which is started where it does not run. Results
 * arrive on worker threads, which may be blocked. Everything fails with
 * {@link CodexUnsupportedException} on the exec transport, with {@link CodexRequestException} where codex
 * refuses, and with other {@link CodexException}s where codex cannot be asked or does not answer.
 * <p>
 * A request whose parameters have a {@code threadId} goes to the process that has the thread open, all others to the client's
 * first process. Turns are better run with a {@link CodexThread}: one begun here has nobody who answers
 * what codex asks during it, which is then declined.
 */
public interface CodexRpc {

    /**
     * Sends a request.
     *
     * @param method the method, {@code hooks/list} for example
     * @param params its parameters: JSON, a map, a record or whatever else Jackson writes as an object; {@code null} for none
     * @return the result, JSON's null perhaps, never {@code null}; fails with
     *         {@link CodexUnsupportedException}, which names the method and codex' version, when codex
     *         does not know the method
     */
    Uni<JsonNode> request(String method, Object params);

    /**
     * Sends a request and decodes its result.
     *
     * @param <T> the type of the result
     * @param method the method
     * @param params its parameters: JSON, a map, a record or whatever else Jackson writes as an object; {@code null} for none
     * @param type what to decode the result as; fields that it does not have are ignored
     * @return the result; fails as {@link #request(String, Object)} does, and with
     *         {@link CodexProtocolException} when the result is not of the type
     */
    <T> Uni<T> request(String method, Object params, Class<T> type);

    /**
     * Returns the methods that this codex knows. It says so when it is asked for one that it does not know.
     *
     * @return the methods, unmodifiable; fails with {@link CodexUnsupportedException} when it does not say
     */
    Uni<Set<String>> methods();

    /**
     * Returns whether this codex knows a method.
     *
     * @param method the method
     * @return whether it does; fails as {@link #methods()} does
     */
    default Uni<Boolean> supports(String method) {
        return methods().map(methods -> methods.contains(method));
    }

    /**
     * Returns what codex tells, of every thread and of all the client's processes, from the subscription on. Subscribing starts
     * no codex. The stream completes when the application stops.
     * <p>
     * At most 1024 notifications wait for a subscriber. From one that is slower than codex the oldest are dropped, and a
     * warning tells how many: neither turns nor other subscribers wait for it.
     *
     * @return the notifications, in the order of each process
     */
    Multi<RpcNotification> notifications();
}
