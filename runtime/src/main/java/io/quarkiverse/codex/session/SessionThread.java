package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * From this turn on the session goes on in another of codex' threads: its first one, or one that stands in for a thread that
 * is not on this machine.
 *
 * @param turnId see {@link SessionEntry#turnId()}
 * @param sequence see {@link SessionEntry#sequence()}
 * @param at see {@link SessionEntry#at()}
 * @param threadId codex' id of the thread, never {@code null}
 * @param continuedFrom the id of the thread that could not be resumed: the new one was told what had been said, and knows
 *        nothing else of it; empty for the session's first thread
 * @param extra see {@link SessionEntry#extra()}
 */
public record SessionThread(String turnId, int sequence, Instant at, String threadId, Optional<String> continuedFrom,
        Map<String, JsonNode> extra) implements SessionEntry {

    /** The type in JSON. */
    public static final String TYPE = "thread";

    public SessionThread {
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(threadId, "threadId");
        Objects.requireNonNull(continuedFrom, "continuedFrom");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an entry with nothing beside its known components.
     */
    public SessionThread(String turnId, int sequence, Instant at, String threadId, Optional<String> continuedFrom) {
        this(turnId, sequence, at, threadId, continuedFrom, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
