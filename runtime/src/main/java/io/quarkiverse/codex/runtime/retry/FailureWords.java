package io.quarkiverse.codex.runtime.retry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what codex says of a failure where it gives no kind: always on the exec transport, and for lost streams on the
 * app-server's too. What is not recognised says nothing.
 */
final class FailureWords {

    private static final Pattern STATUS = Pattern.compile("(?:unexpected|last) status:? (\\d{3})\\b");
    private static final Pattern TRANSIENT = Pattern.compile("^(?:stream disconnected before completion|rate limit exceeded"
            + "|We.re currently experiencing high demand|Selected model is at capacity|Connection failed"
            + "|error sending request|timeout waiting for child process|request timed out)", Pattern.CASE_INSENSITIVE);
    /** The words of OpenAI, which codex hands on; a {@code Retry-After} it keeps to itself. */
    private static final Pattern AFTER = Pattern.compile(
            "try again in (\\d{1,6}(?:\\.\\d{1,9})?) ?(ms|s|seconds?|m|minutes?)\\b",
            Pattern.CASE_INSENSITIVE);

    private final String message;

    FailureWords(String message) {
        this.message = message;
    }

    /**
     * Returns the status of the provider's answer.
     */
    OptionalInt httpStatus() {
        Matcher status = STATUS.matcher(message);
        return status.find() ? OptionalInt.of(Integer.parseInt(status.group(1))) : OptionalInt.empty();
    }

    boolean tellOfATransientFailure() {
        return TRANSIENT.matcher(message).find();
    }

    /**
     * Returns when the provider wants to be asked again.
     */
    Optional<Duration> retryAfter() {
        Matcher after = AFTER.matcher(message);
        if (!after.find()) {
            return Optional.empty();
        }
        BigDecimal millis = new BigDecimal(after.group(1)).multiply(BigDecimal.valueOf(millisPer(after.group(2))));
        // Not a moment too early.
        return Optional.of(Duration.ofMillis(millis.longValue() + 1));
    }

    private static long millisPer(String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        if ("ms".equals(lower)) {
            return 1;
        }
        return lower.startsWith("m") ? Duration.ofMinutes(1).toMillis() : Duration.ofSeconds(1).toMillis();
    }
}
