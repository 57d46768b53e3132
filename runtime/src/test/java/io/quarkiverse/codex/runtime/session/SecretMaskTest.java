package io.quarkiverse.codex.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionItem;

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
