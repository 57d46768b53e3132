package io.quarkiverse.codex.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnError;

/**
 * What came of a turn: its last entry.
 *
 * @param turnId see {@link SessionEntry#turnId()}
 * @param sequence see {@link SessionEntry#sequence()}
 * @param at see {@link SessionEntry#at()}
 * @param status how the turn ended, never {@code null}
 * @param usage the tokens of the turn, {@link Usage#UNKNOWN} where they are not known; never {@code null}
 * @param duration how long the turn took, in milliseconds in JSON; empty where it is not known
 * @param error why the turn failed, or was interrupted by the end of the application; else empty
 * @param failure the simple name of the exception that the caller got; empty where there was none
 * @param extra see {@link SessionEntry#extra()}
 */
public record SessionOutcome(String turnId, int sequence, Instant at, Status status, Usage usage,
        Optional<Duration> duration, Optional<TurnError> error, Optional<String> failure,
        Map<String, JsonNode> extra) implements SessionEntry {

    /** The type in JSON. */
    public static final String TYPE = "outcome";

    public SessionOutcome {
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(failure, "failure");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates the outcome of a turn that ended without a failure.
     */
    public SessionOutcome(String turnId, int sequence, Instant at, Status status, Usage usage, Optional<Duration> duration) {
        this(turnId, sequence, at, status, usage, duration, Optional.empty(), Optional.empty(), Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * How a turn ended.
     */
    public enum Status {
        /** By itself. */
        COMPLETED,
        /** It was interrupted, or its caller did not want to know of it any more. */
        INTERRUPTED,
        /** It failed, as {@link SessionOutcome#error()} tells. */
        FAILED,
        /** Nobody knows: the replica that ran it died. Recorded by the next turn of the session. */
        LOST,
        /** A status that this version does not know; the original stands in {@link SessionOutcome#extra()}. */
        UNKNOWN
    }
}
