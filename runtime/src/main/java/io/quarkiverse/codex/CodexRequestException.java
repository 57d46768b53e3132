package io.quarkiverse.codex;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex' app-server refused a request.
 */
public class CodexRequestException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String method;
    private final long code;
    private final String reason;
    private final transient JsonNode data;

    public CodexRequestException(String message, String method, long code, String reason, JsonNode data) {
        super(message);
        this.method = method;
        this.code = code;
        this.reason = reason;
        this.data = data;
    }

    /**
     * Returns what was asked for.
     *
     * @return the method of the request, never {@code null}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the JSON-RPC error code, for example -32600 for an invalid request.
     */
    public long code() {
        return code;
    }

    /**
     * Returns codex' own words.
     *
     * @return the reason, never {@code null}
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns what codex added to its words.
     *
     * @return any JSON, or {@code null}
     */
    public JsonNode data() {
        return data;
    }
}
