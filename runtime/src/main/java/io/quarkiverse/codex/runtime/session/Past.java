package io.quarkiverse.codex.runtime.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.host.PastMessage;
import io.quarkiverse.codex.runtime.host.PastMessage.Speaker;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionRetry;

/**
 * What was said in a session, as far as another thread is told of it: the last messages, whole ones as long as they fit.
 */
final class Past {

    private static final String CUT = "[…] ";

    private final int mostCharacters;
    private final Deque<Said> messages = new ArrayDeque<>();
    private int characters;

    Past(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    void add(SessionEntry entry) {
        String turnId = entry.turnId();
        if (entry instanceof SessionInput input) {
            add(turnId, Speaker.USER, input.text());
        } else if (entry instanceof SessionRetry) {
            forgetAnswer(turnId);
        } else if (entry instanceof SessionItem item) {
            if (item.item() instanceof AgentMessage message) {
                add(turnId, Speaker.AGENT, message.text());
            } else if (item.item() instanceof UserMessage message) {
                add(turnId, Speaker.USER, message.text());
            }
        }
    }

    /** What was said in an attempt that failed was not said. */
    private void forgetAnswer(String turnId) {
        while (!messages.isEmpty() && messages.getLast().isAnswerOf(turnId)) {
            characters -= messages.removeLast().length();
        }
    }

    private void add(String turnId, Speaker speaker, String text) {
        if (text.isBlank()) {
            return;
        }
        Said said = new Said(turnId, new PastMessage(speaker, end(text)));
        messages.add(said);
        characters += said.length();
        while (characters > mostCharacters && messages.size() > 1) {
            characters -= messages.remove().length();
        }
    }

    private String end(String text) {
        if (text.length() <= mostCharacters) {
            return text;
        }
        int begin = text.length() - mostCharacters;
        // Half of a character is none.
        boolean inTwo = begin < text.length() && Character.isLowSurrogate(text.charAt(begin));
        return CUT + text.substring(inTwo ? begin + 1 : begin);
    }

    List<PastMessage> messages() {
        return messages.stream().map(Said::message).toList();
    }

    /**
     * @param turnId the turn that it was said in
     */
    private record Said(String turnId, PastMessage message) {

        boolean isAnswerOf(String turn) {
            return message.speaker() == Speaker.AGENT && turnId.equals(turn);
        }

        int length() {
            return message.text().length();
        }
    }
}
