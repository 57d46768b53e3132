package io.quarkiverse.codex.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.runtime.host.PastMessage;
import io.quarkiverse.codex.runtime.host.PastMessage.Speaker;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionRetry;

class PastTest {

    @Test
    void hasTheLastMessagesThatFit() {
        Past past = new Past(10);
        past.add(said("12345"));
        past.add(answered("6789"));
        past.add(said("abcde"));

        assertThat(past.messages()).containsExactly(new PastMessage(Speaker.AGENT, "6789"),
                new PastMessage(Speaker.USER, "abcde"));
    }

    @Test
    void hasTheEndOfAMessageThatDoesNotFitAlone() {
        Past past = new Past(4);
        past.add(said("hello"));
        past.add(answered("123456"));

        assertThat(past.messages()).singleElement().satisfies(message -> assertThat(message.text()).endsWith("3456")
                .doesNotContain("123456"));
    }

    @Test
    void cutsNoCharacterInTwo() {
        Past past = new Past(4);
        past.add(said("12\uD83D\uDE00345"));

        assertThat(past.messages()).singleElement().satisfies(message -> assertThat(message.text()).endsWith(" 345"));
    }

    @Test
    void hasNothingOfAttemptsThatFailed() {
        Past past = new Past(1000);
        past.add(said("hello"));
        past.add(answered("I was about to"));
        past.add(new SessionRetry("t", 3, Instant.EPOCH, 2, new TurnError("no")));
        past.add(answered("Hi!"));

        assertThat(past.messages()).extracting(PastMessage::text).containsExactly("hello", "Hi!");
    }

    @Test
    void keepsTheAnswerBeforeATurnThatSaidNothingAndWasTriedAgain() {
        Past past = new Past(1000);
        past.add(said("hello"));
        past.add(answered("Hi!"));
        past.add(new SessionInput("u", 0, Instant.EPOCH, List.of(JsonNodeFactory.instance.objectNode().put("type", "image"))));
        past.add(new SessionItem("u", 1, Instant.EPOCH, new AgentMessage("m", "I see")));
        past.add(new SessionRetry("u", 2, Instant.EPOCH, 2, new TurnError("no")));

        assertThat(past.messages()).extracting(PastMessage::text).containsExactly("hello", "Hi!");
    }

    private static SessionInput said(String text) {
        return new SessionInput("t", 0, Instant.EPOCH,
                List.of(JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text)));
    }

    private static SessionItem answered(String text) {
        return new SessionItem("t", 1, Instant.EPOCH, new AgentMessage("m", text));
    }
}
