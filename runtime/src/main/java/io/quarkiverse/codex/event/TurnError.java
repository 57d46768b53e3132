package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Why a turn failed, or what disturbed it.
 *
 * @param message codex' words, never {@code null}
 * @param codexErrorInfo what kind of error it is, as codex sent it: a text, or an object with one member whose name is the
 *        kind;
 *        {@code null} where codex did not say, as with the exec transport. {@link #kind()} and {@link #httpStatus()} read it
 * @param additionalDetails more words, the reason of a lost connection for example, or {@code null}
 */
public record TurnError(String message, JsonNode codexErrorInfo, String additionalDetails) {

    public TurnError {
        message = message == null ? "" : message;
        codexErrorInfo = codexErrorInfo == null || codexErrorInfo.isNull() ? null : codexErrorInfo;
    }

    /**
     * Creates an error of which nothing but the message is known.
     */
    public TurnError(String message) {
        this(message, null, null);
    }

    /**
     * Creates an error of a known kind.
     *
     * @param kind the kind, never {@code null}; {@link TurnErrorKind#UNKNOWN} says nothing
     */
    public TurnError(String message, TurnErrorKind kind) {
        this(message, kind.wireName() == null ? null : TextNode.valueOf(kind.wireName()), null);
    }

    /**
     * Returns what kind of error it is.
     *
     * @return the kind, never {@code null}; {@link TurnErrorKind#UNKNOWN} where codex did not say, and where this version does
     *         not know what it said
     */
    public TurnErrorKind kind() {
        if (codexErrorInfo == null) {
            return TurnErrorKind.UNKNOWN;
        }
        Map.Entry<String, JsonNode> member = onlyMember();
        return TurnErrorKind.ofWireName(member == null ? codexErrorInfo.textValue() : member.getKey());
    }

    /**
     * Returns the status with which the model's provider has answered.
     *
     * @return the status of the HTTP response, or {@code null} if codex did not say or there was no response
     */
    public Integer httpStatus() {
        Map.Entry<String, JsonNode> member = onlyMember();
        JsonNode status = member == null ? null : member.getValue().get("httpStatusCode");
        return status != null && status.isIntegralNumber() && status.canConvertToInt() ? status.intValue() : null;
    }

    private Map.Entry<String, JsonNode> onlyMember() {
        if (codexErrorInfo == null || !codexErrorInfo.isObject() || codexErrorInfo.size() != 1) {
            return null;
        }
        return codexErrorInfo.properties().iterator().next();
    }
}
