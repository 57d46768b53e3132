package io.quarkiverse.codex.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexConfigurationException;

class ConfigTreeTest {

    private final ConfigTree tree = new ConfigTree();

    private void assertRefused(String key, Object value, String message) {
        assertThatThrownBy(() -> tree.set(key, value)).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage(message);
        assertThat(tree.values()).isEmpty();
    }

    @Test
    void aLaterValueGoesBefore() {
        tree.set("model", "a");
        tree.set("model", "b");

        assertThat(tree.text("model")).isEqualTo("b");
        assertThat(tree.text("other")).isNull();
    }

    @Test
    void tablesAreMerged() {
        tree.set("providers.one.url", "u");
        tree.set("providers", Map.of("one", Map.of("key", "k"), "two", Map.of("url", "v")));
        tree.set("providers.one.url", "w");

        assertThat(tree.values()).isEqualTo(
                Map.of("providers", Map.of("one", Map.of("url", "w", "key", "k"), "two", Map.of("url", "v"))));
    }

    @Test
    void aTableTakesThePlaceOfAValueAndAValueThatOfATable() {
        tree.set("a", 1);
        tree.set("a.b", 2);
        assertThat(tree.values()).isEqualTo(Map.of("a", Map.of("b", 2)));
        tree.set("a", List.of(3));
        assertThat(tree.values()).isEqualTo(Map.of("a", List.of(3)));
    }

    @Test
    void numbersAreWhatTomlHas() {
        tree.set("a", new BigInteger("9223372036854775807"));
        tree.set("b", new BigDecimal("1.5"));
        tree.set("c", (short) 3);
        tree.set("d", (byte) 4);
        tree.set("e", 2.5f);

        assertThat(tree.values()).isEqualTo(Map.of("a", Long.MAX_VALUE, "b", 1.5, "c", (short) 3, "d", (byte) 4, "e", 2.5));
    }

    @Test
    void constantsAreTheirNames() {
        tree.set("retention", java.lang.annotation.RetentionPolicy.CLASS);

        assertThat(tree.text("retention")).isEqualTo("CLASS");
    }

    @Test
    void whatIsGivenIsCopied() {
        List<Object> list = new java.util.ArrayList<>(List.of(1));
        tree.set("list", list);
        list.add(2);

        assertThat(tree.values()).isEqualTo(Map.of("list", List.of(1)));
    }

    @Test
    void nullIsRefused() {
        assertRefused("a.b", null,
                "The codex configuration value of 'a.b' is null, which TOML cannot express: leave the key out");
        assertRefused("a", Arrays.asList(1, null),
                "The codex configuration value of 'a[1]' is null, which TOML cannot express: leave the key out");
        assertRefused("a", Collections.singletonMap("b", null),
                "The codex configuration value of 'a.b' is null, which TOML cannot express: leave the key out");
    }

    @ParameterizedTest
    @ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
    void whatIsNoNumberIsRefused(double number) {
        assertRefused("a", Map.of("b", number),
                "The codex configuration value of 'a.b' is " + number + ": give a finite number");
        assertRefused("a", (float) number, "The codex configuration value of 'a' is " + number + ": give a finite number");
    }

    @Test
    void aHugeIntegerIsRefused() {
        assertRefused("a", new BigInteger("9223372036854775808"), "The codex configuration value of 'a' is an integer beyond 64"
                + " bits, which TOML cannot express: give it as a string");
    }

    @Test
    void otherTypesAreRefused() {
        assertRefused("a", Duration.ofSeconds(1), "The codex configuration value of 'a' is a java.time.Duration: give a string,"
                + " boolean, number, list or map with string keys");
    }

    @Test
    void otherKeysThanStringsAreRefused() {
        assertRefused("a", Map.of(1, 2),
                "The codex configuration value of 'a' has the key '1': keys must be strings that are not empty");
        assertRefused("a", Map.of("", 2),
                "The codex configuration value of 'a' has the key '': keys must be strings that are not empty");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        String message = "' has half a surrogate pair at position 1, which is no character: remove it";
        assertRefused("a", "x\ud83d", "The codex configuration value of 'a" + message);
        assertRefused("a", "x\ude00y", "The codex configuration value of 'a" + message);
        assertRefused("a", Map.of("x\ud83d", 1), "The codex configuration value of 'a" + message);
        assertThatThrownBy(() -> tree.set("a.\"x\ud83d\".c", 1)).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessageEndingWith(message);
        tree.set("a", "👍👎");
        assertThat(tree.text("a")).isEqualTo("👍👎");
    }

    @Test
    void aQuotedBeginningIsRefused() {
        assertRefused("\"a b\".c", 1, "The codex configuration key '\"a b\".c' begins with a quoted part, and codex has no such"
                + " key: see its config.toml reference");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "``      | has an empty part",
            "a.      | has an empty part",
            ".a      | has an empty part",
            "a..b    | has an empty part",
            "a.\"\"  | has an empty part",
            "a b     | has ' ' outside of quotes",
            "a=b     | has '=' outside of quotes",
            "a.ü     | has 'ü' outside of quotes",
            "a.b\"c\"| has '\"' outside of quotes",
            "a.\"b\"c| has 'c' after a closing quote",
            "a.\"b   | has a quote that is not closed",
            "a.'b    | has a quote that is not closed",
            "a.\"\\n\"| has an escape other than \\\" and \\\\",
            "a.\"\\  | has an escape other than \\\" and \\\\" })
    void aKeyThatIsNoneIsRefused(String key, String why) {
        assertRefused(key, 1, "The codex configuration key '" + key + "' " + why + ": write parts of letters, digits, '_' and"
                + " '-' with dots between them, and other parts in double quotes, as in projects.\"/srv/my.app\".trust_level");
    }

    @Test
    void keysAreReadAsInToml() {
        assertThat(DottedKey.parse("a-1._b.\"c.d\\\"\\\\\".'e\\f'")).containsExactly("a-1", "_b", "c.d\"\\", "e\\f");
        assertThat(ConfigTree.isBareKey("")).isFalse();
        assertThat(ConfigTree.isBareKey("a.b")).isFalse();
        assertThat(ConfigTree.isBareKey("aZ09_-")).isTrue();
    }
}
