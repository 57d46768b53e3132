package io.quarkiverse.codex.testing;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A step after which the response at hand does not complete: the ways in which a model endpoint goes wrong. Immutable values,
 * like all steps; the factories are meant for static import.
 */
public sealed interface Failure extends Step {

    /**
     * The endpoint answers with an HTTP error instead of a response.
     *
     * @param status the HTTP status, 400 to 599
     * @param body the body of the answer
     * @param headers further headers of the answer
     */
    record HttpFailure(int status, String body, Map<String, String> headers) implements Failure {
        /** Rejects a status that is no error. */
        public HttpFailure {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("Not an HTTP error: " + status);
            }
            Objects.requireNonNull(body, "body");
            headers = Map.copyOf(headers);
        }

        /**
         * The same failure with a {@code Retry-After} header.
         *
         * @param delay sent in whole seconds
         * @return a new failure, never {@code null}
         */
        public HttpFailure retryAfter(Duration delay) {
            return new HttpFailure(status, body, Map.of("Retry-After", Long.toString(delay.toSeconds())));
        }
    }

    /**
     * The stream ends with {@code response.failed}.
     *
     * @param code the error's code, for example {@code rate_limit_exceeded} or {@code context_length_exceeded}
     * @param message the error's message
     */
    record ResponseFailure(String code, String message) implements Failure {
        /** Rejects a missing code or message. */
        public ResponseFailure {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }

    /** The connection is cut in the middle of the stream. */
    record Drop() implements Failure {
    }

    /**
     * The connection stays open and nothing more is sent until the model is reset or closed; as the first step of a response,
     * nothing at all, not even the headers.
     */
    record Stall() implements Failure {
    }

    /**
     * The endpoint answers with an HTTP error.
     *
     * @param status 400 to 599
     * @return never {@code null}
     */
    static HttpFailure httpError(int status) {
        return httpError(status, Wire.json(Map.of("error", Map.of("message", "Scripted failure " + status))));
    }

    /**
     * The endpoint answers with an HTTP error.
     *
     * @param status 400 to 599
     * @param body of the answer
     * @return never {@code null}
     */
    static HttpFailure httpError(int status, String body) {
        return new HttpFailure(status, body, Map.of());
    }

    /**
     * The stream ends with {@code response.failed}.
     *
     * @param code for example {@code rate_limit_exceeded}
     * @param message for the user
     * @return never {@code null}
     */
    static ResponseFailure responseFailed(String code, String message) {
        return new ResponseFailure(code, message);
    }

    /**
     * The connection is cut in the middle of the stream.
     *
     * @return never {@code null}
     */
    static Drop dropConnection() {
        return new Drop();
    }

    /**
     * The connection stays open and nothing more is sent.
     *
     * @return never {@code null}
     */
    static Stall stall() {
        return new Stall();
    }
}
