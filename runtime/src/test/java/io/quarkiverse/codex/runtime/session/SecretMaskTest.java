package io.quarkiverse.codex.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionThread;

class SecretMaskTest {

    private static final String ENDING = "ABCDEFGHIJ0123456789abcdefghij0123456789";

    private final SecretMask mask = new SecretMask(text -> text.replace("hunter22", "*****"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "the password is hunter22, isn't it? | the password is *****, isn't it?",
            "key=sk-proj-" + ENDING + " | key=*****",
            "pk_live_" + ENDING + "; | *****;",
            "(ghp_" + ENDING + ") | (*****)",
            "github_pat_" + ENDING + " | *****",
            "glpat-" + ENDING + " | *****",
            "AKIAABCDEFGHIJKLMNOP is it | ***** is it",
            "xoxb-1234567890-abcdef | *****",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijklmno | *****",
            "Authorization: Bearer abcdefghijklmnop.qrstuvw | Authorization: Bearer *****",
            "https://ada:lovelace1815@example.org/x | https://ada:*****@example.org/x" })
    void secretsAreMasked(String text, String masked) {
        assertThat(masked(text)).isEqualTo(masked);
    }

    @Test
    void privateKeysAreMaskedAsAWhole() {
        assertThat(masked("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nowIB+/=\n-----END RSA PRIVATE KEY-----\nb"))
                .isEqualTo("a\n*****\nb");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ask-me-anything-about-this-long-hyphenated-word", "the bearer of bad news",
            "http://localhost:8080/a@b", "a risk-free, task-based approach", "eyJ" })
    void ordinaryTextStays(String text) {
        SessionEntry entry = message(text);

        assertThat(mask.apply(entry)).isSameAs(entry);
    }

    @Test
    void secretsAreMaskedWhereverTheyStand() {
        SessionItem entry = new SessionItem("t", 0, Instant.EPOCH,
                new CommandExecution("hunter22", "echo hunter22", "hunter22\n", 0, ItemStatus.COMPLETED));

        CommandExecution command = (CommandExecution) ((SessionItem) mask.apply(entry)).item();

        assertThat(command.command()).isEqualTo("echo *****");
        assertThat(command.aggregatedOutput()).isEqualTo("*****\n");
        assertThat(command.id()).as("what ties things together").isEqualTo("hunter22");
    }

    @ParameterizedTest
    @ValueSource(strings = { "id", "type", "status", "kind", "at", "turn_id", "thread_id", "continued_from", "other" })
    void secretsAreMaskedWhateverTheFieldIsCalled(String field) {
        ObjectNode within = JsonNodeFactory.instance.objectNode();
        within.put(field, "hunter22").putObject("item").put(field, "sk-proj-" + ENDING);
        McpToolCall call = new McpToolCall("call_1", "server", "tool", within, new McpToolCall.Result(List.of(within), within,
                within), null, ItemStatus.COMPLETED);

        SessionItem masked = (SessionItem) mask.apply(new SessionItem("t", 0, Instant.EPOCH, call));

        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.put(field, "*****").putObject("item").put(field, "*****");
        assertThat(masked.item()).isEqualTo(new McpToolCall("call_1", "server", "tool", expected,
                new McpToolCall.Result(List.of(expected), expected, expected), null, ItemStatus.COMPLETED));
    }

    @Test
    void secretsAreMaskedInTheNamesOfFieldsToo() {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("sk-proj-" + ENDING, "x").putObject("the hunter22").put("plain", true);
        McpToolCall call = new McpToolCall("call_1", "server", "tool", arguments, null, null, ItemStatus.COMPLETED);

        SessionItem masked = (SessionItem) mask.apply(new SessionItem("t", 0, Instant.EPOCH, call));

        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.put("*****", "x").putObject("the *****").put("plain", true);
        assertThat(((McpToolCall) masked.item()).arguments()).isEqualTo(expected);
    }

    @Test
    void whatTellsHowToReadAnEntryStays() {
        SecretMask all = new SecretMask(text -> "*****");
        SessionThread thread = new SessionThread("t", 0, Instant.EPOCH, "thread", Optional.of("another"));

        assertThat(all.apply(thread)).isEqualTo(thread);
        assertThat(all.apply(message("hello"))).isEqualTo(message("*****"));
    }

    @Test
    void itemsThatBearAKeyTwiceKeepBoth() {
        String json = "{\"type\":\"item\",\"turn_id\":\"t\",\"sequence\":1,\"at\":\"2030-01-01T00:00:00Z\",\"item\":"
                + "{\"id\":\"item_1\",\"type\":\"web_search\",\"id\":\"ws_2\",\"query\":\"hunter22\",\"action\":{\"n\":1.50}}}";

        assertThat(SessionEntryCodec.toJson(mask.apply(SessionEntryCodec.fromJson(json))))
                .isEqualTo(json.replace("hunter22", "*****"));
    }

    private String masked(String text) {
        return ((AgentMessage) ((SessionItem) mask.apply(message(text))).item()).text();
    }

    private static SessionItem message(String text) {
        return new SessionItem("t", 0, Instant.EPOCH, new AgentMessage("m", text));
    }
}
