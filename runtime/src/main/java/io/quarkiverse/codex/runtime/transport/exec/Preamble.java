package io.quarkiverse.codex.runtime.transport.exec;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.runtime.host.PastMessage;

/**
 * What a new thread is told to have been said in it: {@code codex exec} has no other way than its first prompt.
 */
final class Preamble {

    private Preamble() {
    }

    /**
     * Writes down what was said.
     *
     * @return the beginning of a prompt; empty when nothing was said
     */
    static String of(List<PastMessage> past) {
        if (past.isEmpty()) {
            return "";
        }
        // JSON, so that nothing that was said can look like the end of what was said.
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        for (PastMessage message : past) {
            messages.addObject().put("role", message.speaker().name().toLowerCase(Locale.ROOT)).put("text", message.text());
        }
        return "This conversation goes on from an earlier one. What was said in that, as a JSON array with the oldest message"
                + " first:\n\n" + messages + "\n\nThe user now says:\n\n";
    }
}
