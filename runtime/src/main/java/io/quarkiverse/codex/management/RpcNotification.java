package io.quarkiverse.codex.management;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Something that codex has told, whomever it concerns.
 *
 * @param method what has happened, {@code thread/name/updated} for example; never {@code null}
 * @param params to what; a {@link MissingNode} if codex added nothing; never {@code null}, shared with others and therefore not
 *        to be changed
 */
public record RpcNotification(String method, JsonNode params) {

    public RpcNotification {
        Objects.requireNonNull(method, "method");
        params = params == null ? MissingNode.getInstance() : params;
    }

    /**
     * Returns the thread that it concerns.
     *
     * @return the id, or {@code null} when codex named none
     */
    public String threadId() {
        String id = params.path("threadId").textValue();
        return id == null ? params.path("thread").path("id").textValue() : id;
    }

    /**
     * Tells the method only: what was said does not belong in logs.
     */
    @Override
    public String toString() {
        return "RpcNotification[" + method + "]";
    }
}
