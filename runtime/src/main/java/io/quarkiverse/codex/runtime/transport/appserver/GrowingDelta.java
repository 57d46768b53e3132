package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.ReasoningDelta;
import io.quarkiverse.codex.event.TurnEvent;

/**
 * A delta that waits for its subscriber and takes up those that follow it.
 */
final class GrowingDelta {

    private final TurnEvent first;
    private final StringBuilder text;

    private GrowingDelta(TurnEvent first, String text) {
        this.first = first;
        this.text = new StringBuilder(text);
    }

    /**
     * @return {@code null} when the event is no delta
     */
    static GrowingDelta of(TurnEvent event) {
        if (event instanceof AgentMessageDelta delta) {
            return new GrowingDelta(delta, delta.delta());
        } else if (event instanceof ReasoningDelta delta) {
            return new GrowingDelta(delta, delta.delta());
        } else if (event instanceof CommandOutputDelta delta) {
            return new GrowingDelta(delta, delta.delta());
        }
        return null;
    }

    boolean continues(GrowingDelta other) {
        return event("").equals(other.event(""));
    }

    void append(GrowingDelta other) {
        text.append(other.text);
    }

    int length() {
        return text.length();
    }

    TurnEvent event() {
        return event(text.toString());
    }

    private TurnEvent event(String delta) {
        Map<String, JsonNode> extra = first.extra();
        if (first instanceof AgentMessageDelta message) {
            return new AgentMessageDelta(message.itemId(), delta, extra);
        } else if (first instanceof ReasoningDelta reasoning) {
            return new ReasoningDelta(reasoning.itemId(), reasoning.kind(), reasoning.index(), delta, extra);
        }
        return new CommandOutputDelta(first instanceof CommandOutputDelta output ? output.itemId() : "", delta, extra);
    }
}
