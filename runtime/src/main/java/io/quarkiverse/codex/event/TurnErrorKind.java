package io.quarkiverse.codex.event;

import java.util.HashMap;
import java.util.Map;

/**
 * What kind of error codex reports, as far as this version knows the kinds. See {@link TurnError#codexErrorInfo()} for what
 * codex said itself.
 * <p>
 * Further constants may come with every release: a {@code switch} needs a {@code default}.
 */
public enum TurnErrorKind {
    /** The thread has grown too long for the model. */
    CONTEXT_WINDOW_EXCEEDED("contextWindowExceeded"),
    /** The session has used up its budget. */
    SESSION_BUDGET_EXCEEDED("sessionBudgetExceeded"),
    /** The account has used up its quota. */
    USAGE_LIMIT_EXCEEDED("usageLimitExceeded"),
    /** Too many requests or tokens within a short time. */
    RATE_LIMIT_EXCEEDED("rateLimitExceeded"),
    /** The cheaper, slower processing has no capacity now. */
    FLEX_UNAVAILABLE("flexUnavailable"),
    /** The model has no capacity now. */
    SERVER_OVERLOADED("serverOverloaded"),
    /** There is no such model, or not for this account. */
    MODEL_NOT_FOUND("modelNotFound"),
    /** A policy of the provider leaves no capacity now. */
    POLICY_CAPACITY_UNAVAILABLE("policyCapacityUnavailable"),
    /** The provider refuses for reasons of cyber security. */
    CYBER_POLICY("cyberPolicy"),
    /** The provider refuses because of how the agent behaves. */
    MISALIGNMENT_POLICY_VIOLATION("misalignmentPolicyViolation"),
    /** Too much of what the agent wanted was denied. */
    TOO_MANY_DENIALS("tooManyDenials"),
    /** Something is wrong with the provider or codex. */
    INTERNAL_SERVER_ERROR("internalServerError"),
    /** The key or the login is not accepted. */
    UNAUTHORIZED("unauthorized"),
    /** The provider does not accept the request. */
    BAD_REQUEST("badRequest"),
    /** The thread could not be set back. */
    THREAD_ROLLBACK_FAILED("threadRollbackFailed"),
    /** The sandbox does not work. */
    SANDBOX_ERROR("sandboxError"),
    /** A hook of the workspace has denied the request. */
    INFERENCE_HOOK_DENIED("inferenceHookDenied"),
    /** The provider could not be reached or answered with an error, see {@link TurnError#httpStatus()}. */
    HTTP_CONNECTION_FAILED("httpConnectionFailed"),
    /** The stream of the response could not be opened. */
    RESPONSE_STREAM_CONNECTION_FAILED("responseStreamConnectionFailed"),
    /** The stream of the response has broken off. */
    RESPONSE_STREAM_DISCONNECTED("responseStreamDisconnected"),
    /** The provider refused too often, see {@link TurnError#httpStatus()}. */
    RESPONSE_TOO_MANY_FAILED_ATTEMPTS("responseTooManyFailedAttempts"),
    /** The running turn, a review for example, takes no further words. */
    ACTIVE_TURN_NOT_STEERABLE("activeTurnNotSteerable"),
    /** codex itself calls it something else. */
    OTHER("other"),
    /** codex did not say, as with the exec transport, or it said what this version does not know. */
    UNKNOWN(null);

    private static final Map<String, TurnErrorKind> BY_WIRE_NAME = new HashMap<>();

    static {
        for (TurnErrorKind kind : values()) {
            if (kind.wireName != null) {
                BY_WIRE_NAME.put(kind.wireName, kind);
            }
        }
    }

    private final String wireName;

    TurnErrorKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns what codex calls the kind.
     *
     * @return the name, or {@code null} for {@link #UNKNOWN}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Finds a kind by what codex calls it.
     *
     * @param wireName the name, or {@code null}
     * @return the kind, {@link #UNKNOWN} if there is none of that name
     */
    public static TurnErrorKind ofWireName(String wireName) {
        return BY_WIRE_NAME.getOrDefault(wireName, UNKNOWN);
    }
}
