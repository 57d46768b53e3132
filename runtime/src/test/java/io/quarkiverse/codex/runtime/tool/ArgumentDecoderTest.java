package io.quarkiverse.codex.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.tool.ToolException;
import io.quarkiverse.codex.tool.ToolInfo;

class ArgumentDecoderTest {

    private final ObjectMapper mapper = ToolMapper.create(getClass().getClassLoader());

    record Refusing(String how) {

        Refusing {
            switch (how) {
                case "argument" -> throw new IllegalArgumentException("not on Sundays");
                case "tool" -> throw new ToolException("not on Sundays");
                default -> throw new IllegalStateException("password=secret");
            }
        }
    }

    private Object decode(TypeReference<?> type, String arguments) throws Exception {
        return decode(mapper.constructType(type), arguments);
    }

    private Object decode(JavaType type, String arguments) throws Exception {
        JavaType read = ArgumentTypes.read(ArgumentTypes.write(type, mapper.getTypeFactory()).orElseThrow(),
                mapper.getTypeFactory());
        ObjectNode schema = mapper.createObjectNode().put("type", "object");
        ArgumentCheck check = new ArgumentCheck(new ToolInfo("", "tool", "A tool", schema, false, false, false));
        // The manifest says nothing of a default where there is none.
        return new ArgumentDecoder(check, List.of(new ToolParameter("it", read, MissingNode.getInstance())), mapper.reader())
                .decode(mapper.readTree(arguments), null)[0];
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"it\": null}" })
    void whatIsLeftOutIsWhatItsTypeHasForNothing(String arguments) throws Exception {
        assertThat(decode(new TypeReference<Optional<String>>() {
        }, arguments)).isEqualTo(Optional.empty());
        assertThat(decode(new TypeReference<OptionalInt>() {
        }, arguments)).isEqualTo(OptionalInt.empty());
        assertThat(decode(new TypeReference<String>() {
        }, arguments)).isNull();
    }

    @Test
    void optionalNumbersAreRead() throws Exception {
        assertThat(decode(new TypeReference<OptionalInt>() {
        }, "{\"it\": 7}")).isEqualTo(OptionalInt.of(7));
        assertThat(decode(new TypeReference<OptionalLong>() {
        }, "{\"it\": 7}")).isEqualTo(OptionalLong.of(7));
        assertThat(decode(new TypeReference<OptionalDouble>() {
        }, "{\"it\": 7.5}")).isEqualTo(OptionalDouble.of(7.5));
        assertThat(decode(new TypeReference<Map<String, List<OptionalInt>>>() {
        }, "{\"it\": {\"a\": [7]}}")).isEqualTo(Map.of("a", List.of(OptionalInt.of(7))));
        assertThat(decode(new TypeReference<Optional<LocalDate[]>>() {
        }, "{\"it\": [\"2026-01-02\"]}")).isInstanceOfSatisfying(Optional.class,
                read -> assertThat((LocalDate[]) read.get()).containsExactly(LocalDate.of(2026, 1, 2)));
    }

    @Test
    void anArrayOfGenericsIsNotWrittenDownByHalves() {
        JavaType type = mapper.constructType(new TypeReference<List<LocalDate>[]>() {
        });

        assertThat(ArgumentTypes.write(type, mapper.getTypeFactory())).isEmpty();
    }

    @Test
    void onlyARefusalIsQuoted() {
        assertThatThrownBy(() -> decode(mapper.constructType(Refusing.class), "{\"it\": {\"how\": \"argument\"}}"))
                .isInstanceOf(BadArgumentsException.class).hasMessageContaining("/it: not on Sundays");
        assertThatThrownBy(() -> decode(mapper.constructType(Refusing.class), "{\"it\": {\"how\": \"tool\"}}"))
                .isInstanceOf(BadArgumentsException.class).hasMessageContaining("/it: not on Sundays");
        assertThatThrownBy(() -> decode(mapper.constructType(Refusing.class), "{\"it\": {\"how\": \"other\"}}"))
                .isInstanceOf(BadArgumentsException.class).hasMessageNotContainingAny("secret", "Refusing")
                .hasMessageContaining("/it: the value is none that the tool can read");
    }

    record Trip(Values values, List<Path> files) {
    }

    record Values(int count, Map<String, LocalDateTime> stops) {
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int                     | 3000000000          | whole number from -2147483648 to 2147483647 expected, got 3000000000
            java.time.ZoneId        | "Mars/Phobos"       | time zone such as Europe/Paris expected, got "Mars/Phobos"
            java.time.LocalDateTime | "2023-02-30T10:00"  | date and time such as 2026-02-28T10:00:00 expected, got "2023-02-30T10:00"
            java.time.Duration      | "P1Y"               | duration such as P2DT3H30M expected, got "P1Y"
            [B                      | "abc"               | bytes in Base64 expected, got "abc"
            java.nio.file.Path      | "a\\u0000b"         | path of a file expected, got "a\\u0000b"
            java.util.OptionalInt   | 3000000000          | whole number from -2147483648 to 2147483647 expected, got 3000000000
            java.math.BigDecimal    | 1e400               | number from -1.7976931348623157E308 to 1.7976931348623157E308 expected, got Infinity
            java.lang.Object        | -1e400              | number from -1.7976931348623157E308 to 1.7976931348623157E308 expected, got -Infinity
            com.fasterxml.jackson.databind.JsonNode | 1e400 | number from -1.7976931348623157E308 to 1.7976931348623157E308 expected, got Infinity
            """)
    void saysWhatWasExpectedAndWhatCame(String type, String given, String problem) throws Exception {
        JavaType java = type.equals("int") ? mapper.constructType(int.class) : mapper.constructType(Class.forName(type));

        assertThatThrownBy(() -> decode(java, "{\"it\": " + given + "}")).isInstanceOf(BadArgumentsException.class)
                .hasMessage("The arguments of tool are wrong:\n/it: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"values":{"count":3000000000}}                | /it/values/count: whole number from -2147483648 to 2147483647 expected, got 3000000000
            {"values":{"stops":{"a/b":"2023-02-30T10:00"}}}| /it/values/stops/a~1b: date and time such as 2026-02-28T10:00:00 expected, got "2023-02-30T10:00"
            {"files":["a","b\\u0000"]}                     | /it/files/1: path of a file expected, got "b\\u0000"
            {"values":"x"}                                 | /it/values: the value is none that the tool can read, got "x"
            """)
    void saysSoOfWhatLiesDeeper(String given, String problem) {
        assertThatThrownBy(() -> decode(mapper.constructType(Trip.class), "{\"it\": " + given + "}"))
                .isInstanceOf(BadArgumentsException.class).hasMessage("The arguments of tool are wrong:\n" + problem);
    }

    @Test
    void numbersThatWereReadExactlyStayAsTheyAre() throws Exception {
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        BigDecimal large = new BigDecimal("1.23E+400");

        assertThat(decode(mapper.constructType(Object.class), "{\"it\": 1.23E+400}")).isEqualTo(large);
        assertThat(decode(mapper.constructType(Number.class), "{\"it\": 1.23E+400}")).isEqualTo(large);
        assertThat(decode(mapper.constructType(JsonNode.class), "{\"it\": [1.23E+400]}"))
                .isEqualTo(mapper.createArrayNode().add(large));
    }

    @Test
    void saysSoOfAnInfiniteNumberThatLiesDeeper() {
        assertThatThrownBy(() -> decode(mapper.constructType(Object.class), "{\"it\": [1, {\"a/b\": 1e400}]}"))
                .hasMessageContaining("/it/1/a~1b: number from").hasMessageEndingWith("got Infinity");
    }

    @Test
    void ofALongValueItQuotesTheBeginning() {
        assertThatThrownBy(() -> decode(mapper.constructType(ZoneId.class), "{\"it\": \"" + "x".repeat(500) + "\"}"))
                .isInstanceOf(BadArgumentsException.class).hasMessageEndingWith("got \"" + "x".repeat(79) + "…");
    }
}
