package io.quarkiverse.codex.runtime.protocol.rpc;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * One message between an application and {@code codex app-server}. Both sides send all four kinds: requests, responses,
 * refusals
 * and notifications.
 * <p>
 * Messages are values, and whoever has one leaves its trees as they are. {@code toString} tells what a message is and nothing
 * of what it says: prompts, output and keys travel in here.
 */
public sealed interface RpcMessage {

    /**
     * Asks for something; the other side owes a response.
     *
     * @param id what the response bears; never {@code null}
     * @param method what is asked for, for example {@code turn/start}; never {@code null}
     * @param params with what; a {@link MissingNode} if there is nothing, never {@code null}
     * @param trace the caller's place in a distributed trace, or {@code null}
     */
    record Request(RpcId id, String method, JsonNode params, Trace trace) implements RpcMessage {

        public Request {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(method, "method");
            params = orMissing(params);
        }

        /**
         * Creates a request that belongs to no trace.
         */
        public Request(RpcId id, String method, JsonNode params) {
            this(id, method, params, null);
        }

        @Override
        public String toString() {
            return "Request[id=" + id + ", method=" + method + "]";
        }
    }

    /**
     * Answers a request.
     *
     * @param id the request's; never {@code null}
     * @param result the answer, JSON's {@code null} perhaps; never {@code null}
     */
    record Response(RpcId id, JsonNode result) implements RpcMessage {

        public Response {
            Objects.requireNonNull(id, "id");
            result = result == null || result.isMissingNode() ? NullNode.getInstance() : result;
        }

        @Override
        public String toString() {
            return "Response[id=" + id + "]";
        }
    }

    /**
     * Refuses a request.
     *
     * @param id the request's, or {@code null} if the other side could not even read that
     * @param code what kind of refusal; {@code -32001} means that codex has too much to do and can be asked again later
     * @param message in words, never {@code null}
     * @param data more of it; a {@link MissingNode} if there is nothing, never {@code null}
     */
    record ErrorResponse(RpcId id, long code, String message, JsonNode data) implements RpcMessage {

        public ErrorResponse {
            message = message == null ? "" : message;
            data = orMissing(data);
        }

        /**
         * Creates a refusal without further data.
         */
        public ErrorResponse(RpcId id, long code, String message) {
            this(id, code, message, null);
        }

        @Override
        public String toString() {
            return "ErrorResponse[id=" + id + ", code=" + code + "]";
        }
    }

    /**
     * Tells something; nobody answers.
     *
     * @param method what has happened, for example {@code turn/started}; never {@code null}
     * @param params to what; a {@link MissingNode} if there is nothing, never {@code null}
     */
    record Notification(String method, JsonNode params) implements RpcMessage {

        public Notification {
            Objects.requireNonNull(method, "method");
            params = orMissing(params);
        }

        @Override
        public String toString() {
            return "Notification[method=" + method + "]";
        }
    }

    /**
     * A message of any of the four kinds that was too long to be read. It was left out; this is what could be seen of it.
     *
     * @param id of the request, or of the one that it answers; {@code null} for a notification
     * @param method what was asked for or has happened; {@code null} for an answer
     * @param threadId the thread that its parameters name, or {@code null}
     * @param turnId the turn that its parameters name, or {@code null}
     * @param length how many bytes it had
     */
    record Oversized(RpcId id, String method, String threadId, String turnId, long length) implements RpcMessage {
    }

    /**
     * A place in a distributed trace, as W3C's trace context has it.
     *
     * @param traceparent the header of this name, or {@code null}
     * @param tracestate the header of this name, or {@code null}
     */
    record Trace(String traceparent, String tracestate) {
    }

    private static JsonNode orMissing(JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }
}
