package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

import io.quarkiverse.codex.runtime.transport.ConfigTree;

class TomlOverridesTest {

    private static final TomlMapper TOML = new TomlMapper();

    private final ConfigTree tree = new ConfigTree();

    private List<String> overrides() {
        return TomlOverrides.of(tree.values());
    }

    /** The value as somebody else's parser understands it, of the only override there is. */
    private Object read() throws Exception {
        assertThat(overrides()).hasSize(1);
        String override = overrides().get(0);
        return TOML.readValue("value = " + override.substring(override.indexOf('=') + 1), Map.class).get("value");
    }

    @Test
    void scalarsAreWritten() {
        tree.set("model", "gpt-5");
        tree.set("features.shell_snapshot", false);
        tree.set("tokens", 12L);
        tree.set("temperature", 0.5);

        assertThat(overrides()).containsExactly("model=\"gpt-5\"", "features.shell_snapshot=false", "tokens=12",
                "temperature=0.5");
    }

    @Test
    void tablesAreFlattenedWhileTheirKeysAreBare() {
        tree.set("mcp_servers", Map.of("docs", Map.of("url", "http://localhost/mcp")));

        assertThat(overrides()).containsExactly("mcp_servers.docs.url=\"http://localhost/mcp\"");
    }

    @Test
    void tablesWithOtherKeysAreInline() throws Exception {
        tree.set("projects.\"/srv/my.app=1\".trust_level", "trusted");
        tree.set("projects.'C:\\x'.trust_level", "untrusted");

        assertThat(overrides()).containsExactly("projects={\"/srv/my.app=1\" = {\"trust_level\" = \"trusted\"},"
                + " \"C:\\\\x\" = {\"trust_level\" = \"untrusted\"}}");
        assertThat(read()).isEqualTo(Map.of("/srv/my.app=1", Map.of("trust_level", "trusted"), "C:\\x",
                Map.of("trust_level", "untrusted")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "plain", "\"quoted\" \\ back", "line\nfeed\r\n\ttab", "\u0000\u0001\u001f\u007f\u0080",
            "\b\f", "äöü ✓ 👍 \u2028\u2029", "true", "1.5", "[1]", "'''", "\"\"\"", "#no comment", "a=b", "\\u0041" })
    void textsSurvive(String text) throws Exception {
        tree.set("value", text);
        assertThat(read()).isEqualTo(text);
        assertThat(overrides().get(0)).doesNotContain("\n", "\r", "\u007f", "\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = { "with space", "with.dot", "with=equals", "with\"quote", "with\\backslash", "ünïcode",
            "line\nfeed", "\u007f", "[0]" })
    void keysSurvive(String key) throws Exception {
        tree.set("table", Map.of(key, Map.of("inner", 1)));
        assertThat(read()).isEqualTo(Map.of(key, Map.of("inner", 1)));
    }

    @Test
    void nestedValuesSurvive() throws Exception {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("list", List.of(1, "two", List.of(3.5, true), Map.of("a.b", List.of(), "c", Map.of())));
        inner.put("bare", Map.of("x", 1));
        tree.set("value", List.of(inner, Map.of(), List.of()));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(json.writeValueAsString(read()))).isEqualTo(json.readTree(
                "[{\"list\":[1,\"two\",[3.5,true],{\"a.b\":[],\"c\":{}}],\"bare\":{\"x\":1}},{},[]]"));
    }

    @Test
    void emptyTablesAndListsAreWritten() throws Exception {
        tree.set("value", Map.of());
        assertThat(overrides()).containsExactly("value={}");
        assertThat(read()).isEqualTo(Map.of());
        tree.set("value", List.of());
        assertThat(overrides()).containsExactly("value=[]");
    }

    @Test
    void numbersSurvive() throws Exception {
        for (Object number : List.of(0, -1, Integer.MAX_VALUE, 0.1, -1.5e300, 4.9e-324, 1e10)) {
            tree.set("value", number);
            assertThat(new BigDecimal(read().toString())).isEqualByComparingTo(new BigDecimal(number.toString()));
        }
    }

    @Test
    void hugeIntegersAreWrittenInFull() {
        // Not read back: Jackson's TOML parser loses digits of these.
        tree.set("most", BigInteger.valueOf(Long.MAX_VALUE));
        tree.set("least", Long.MIN_VALUE);

        assertThat(overrides()).containsExactly("most=9223372036854775807", "least=-9223372036854775808");
    }
}
