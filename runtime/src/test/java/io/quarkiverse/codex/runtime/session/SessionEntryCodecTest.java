package io.quarkiverse.codex.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionRetry;
import io.quarkiverse.codex.session.SessionThread;
import io.quarkiverse.codex.session.UnknownSessionEntry;

class SessionEntryCodecTest {

    private static final Instant AT = Instant.parse("2030-01-02T03:04:05.678Z");
    private static final String COMMON = "\"turn_id\":\"t\",\"sequence\":3,\"at\":\"2030-01-02T03:04:05.678Z\"";

    static Stream<SessionEntry> entries() {
        TurnError error = new TurnError("no", TextNode.valueOf("serverOverloaded"), "details");
        return Stream.of(
                new SessionInput("t", 0, AT,
                        List.of(JsonNodeFactory.instance.objectNode().put("type", "text").put("text", "hello"))),
                new SessionThread("t", 1, AT, "thread", Optional.empty()),
                new SessionThread("t", 1, AT, "thread", Optional.of("other")),
                new SessionItem("t", 2, AT, new AgentMessage("m", "Hi!")),
                new SessionRetry("t", 3, AT, 2, error),
                new SessionOutcome("t", 4, AT, SessionOutcome.Status.COMPLETED, Usage.of(1, 2, 3, 4, 5),
                        Optional.of(Duration.ofMillis(6))),
                new SessionOutcome("t", 4, AT, SessionOutcome.Status.FAILED, Usage.UNKNOWN, Optional.empty(),
                        Optional.of(error), Optional.of("CodexTurnFailedException"), null));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entriesComeBackAsTheyWere(SessionEntry entry) {
        assertThat(SessionEntryCodec.fromJson(SessionEntryCodec.toJson(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"type\":\"input\"," + COMMON
                    + ",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"new\":1.50}],\"mood\":\"good\"}",
            "{\"type\":\"thread\"," + COMMON + ",\"thread_id\":\"x\",\"machine\":{\"name\":\"m\"}}",
            "{\"type\":\"item\"," + COMMON + ",\"item\":{\"id\":\"i\",\"type\":\"dream\",\"depth\":3},\"seen\":null}",
            "{\"type\":\"item\"," + COMMON
                    + ",\"item\":{\"id\":\"item_1\",\"type\":\"web_search\",\"id\":\"ws_2\",\"query\":\"q\",\"action\":{}}}",
            "{\"type\":\"retry\"," + COMMON + ",\"attempt\":2,\"error\":{\"message\":\"m\"},\"why\":[]}",
            "{\"type\":\"outcome\"," + COMMON + ",\"status\":\"postponed\"}",
            "{\"type\":\"thought\"," + COMMON + ",\"item\":{\"id\":\"a\",\"n\":1.50}}",
            "{\"type\":\"input\"," + COMMON + ",\"content\":\"no list\"}",
            "{\"type\":\"retry\"," + COMMON + "}",
            "{\"at\":\"yesterday\",\"sequence\":\"first\"}",
            "{}" })
    void nothingOfOtherVersionsIsLost(String json) {
        assertThat(SessionEntryCodec.toJson(SessionEntryCodec.fromJson(json))).isEqualTo(json);
    }

    @Test
    void unknownEntriesStillSayWhereTheyBelong() {
        SessionEntry entry = SessionEntryCodec.fromJson("{\"type\":\"thought\"," + COMMON + "}");

        assertThat(entry).isInstanceOf(UnknownSessionEntry.class);
        assertThat(entry.type()).isEqualTo("thought");
        assertThat(entry.turnId()).isEqualTo("t");
        assertThat(entry.sequence()).isEqualTo(3);
        assertThat(entry.at()).isEqualTo(AT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "{\"type\":", "nonsense" })
    void whatIsNoEntryIsRefused(String text) {
        assertThatThrownBy(() -> SessionEntryCodec.fromJson(text)).isInstanceOf(SessionException.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void logsDoNotSayWhatWasSaid(SessionEntry entry) {
        assertThat(entry.toString()).doesNotContain("hello").doesNotContain("Hi!");
    }
}
