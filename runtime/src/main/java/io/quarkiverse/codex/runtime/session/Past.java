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
    private final Deque<PastMessage> messages = new ArrayDeque<>();
    private int characters;

    Past(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    void add(SessionEntry entry) {
        if (entry instanceof SessionInput input) {
            add(Speaker.USER, input.text());
        } else if (entry instanceof SessionRetry) {
            forgetAnswer();
        } else if (entry instanceof SessionItem item) {
            if (item.item() instanceof AgentMessage message) {
                add(Speaker.AGENT, message.text());
            } else if (item.item() instanceof UserMessage message) {
                add(Speaker.USER, message.text());
            }
        }
    }

    /** What was said in an attempt that failed was not said. */
    private void forgetAnswer() {
        while (!messages.isEmpty() && messages.getLast().speaker() == Speaker.AGENT) {
            characters -= messages.removeLast().text().length();
        }
    }

    private void add(Speaker speaker, String text) {
        if (text.isBlank()) {
            return;
        }
        PastMessage message = new PastMessage(speaker, text.length() <= mostCharacters ? text
                : CUT + text.substring(text.length() - mostCharacters));
        messages.add(message);
        characters += message.text().length();
        while (characters > mostCharacters && messages.size() > 1) {
            characters -= messages.remove().text().length();
        }
    }

    List<PastMessage> messages() {
        return List.copyOf(messages);
    }
}
