package io.quarkiverse.codex.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

class ArgumentSchemaTest {

    private final ObjectMapper mapper = Mappers.quarkus();

    record Person(@JsonProperty("full_name") String name, Optional<Integer> age, List<Person> friends) {
    }

    enum Color {
        RED,
        @JsonProperty("dark-blue")
        BLUE;

        static {
            Initialized.colors = true;
        }
    }

    record Loud(String text) {

        static {
            Initialized.records = true;
        }
    }

    static final class Initialized {

        static boolean colors;
        static boolean records;
    }

    @SuppressWarnings("unused")
    private static void bounded(@Min(1) @Max(5) int stars, @Size(min = 1, max = 3) String name, LocalDate day,
            Map<Color, @Min(1) Integer> colors, Object anything, ObjectNode object, Person person, Optional<String> maybe,
            Loud loud, byte tiny, short small, Integer whole, AtomicLong large, float inexact, double[] exact,
            OptionalInt perhaps, BigInteger endless, @Min(-200) @Max(100) byte looser, @Positive int positive,
            @DecimalMin(value = "5", inclusive = false) @Min(5) @DecimalMax("9.5") @Max(12) long both,
            @DecimalMax("1e300") float beyond) {
        // Only its parameters are looked at.
    }

    @Test
    void saysWhatTheModelWouldNotBeToldOtherwise() throws Exception {
        assertThat(schema("stars")).isEqualTo(mapper.readTree("{\"type\":\"integer\",\"minimum\":1,\"maximum\":5,"
                + "\"description\":\"(at least 1, at most 5)\"}"));
        assertThat(schema("name")).isEqualTo(mapper.readTree("{\"type\":\"string\",\"minLength\":1,\"maxLength\":3,"
                + "\"description\":\"(characters: at least 1, characters: at most 3)\"}"));
        assertThat(schema("day")).isEqualTo(mapper.readTree("{\"type\":\"string\",\"format\":\"date\","
                + "\"description\":\"(date as YYYY-MM-DD)\"}"));
    }

    @Test
    void mapsAreObjects() throws Exception {
        assertThat(schema("colors")).isEqualTo(mapper.readTree("{\"type\":\"object\",\"propertyNames\":"
                + "{\"enum\":[\"RED\",\"dark-blue\"]},\"additionalProperties\":{\"type\":\"integer\","
                + "\"minimum\":-2147483648,\"maximum\":2147483647}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tiny    | 127                                     | 200
            tiny    | -128                                    | -129
            small   | 32767                                   | 32768
            whole   | 2147483647                              | 3000000000
            whole   | -2147483648                             | 1e400
            large   | 9223372036854775807                     | 9223372036854775808
            large   | -9223372036854775808                    | -9223372036854775809
            inexact | 3.4028234663852886E38                   | 1e300
            inexact | -1e38                                   | -1e300
            exact   | [1.7976931348623157E308, 1e-400]        | [1e400]
            exact   | [1000000000000000000000000000000]       | [-1e400]
            perhaps | 2147483647                              | 2147483648
            endless | 1000000000000000000000000000000         | 0.5
            looser  | 100                                     | 101
            looser  | -128                                    | -129
            both    | 9                                       | 10
            """)
    void whatATypeCannotHoldIsNotLetThrough(String parameter, String fits, String doesNot) throws Exception {
        ArgumentSchema arguments = new ArgumentSchema(mapper);
        add(arguments, parameter, true);
        SchemaCheck check = new SchemaCheck(mapper.readTree(mapper.writeValueAsString(arguments.json())));

        assertThat(check.check(mapper.readTree("{\"" + parameter + "\":" + fits + "}"))).isEmpty();
        assertThat(check.check(mapper.readTree("{\"" + parameter + "\":" + doesNot + "}"))).isNotEmpty();
    }

    @Test
    void anIntegerOfFourHundredDigitsIsNoDouble() throws Exception {
        ArgumentSchema arguments = new ArgumentSchema(mapper);
        add(arguments, "exact", true);

        assertThat(new SchemaCheck(arguments.json()).check(mapper.readTree("{\"exact\":[1" + "0".repeat(400) + "]}")))
                .singleElement().asString().startsWith("/exact/0: must have a maximum value of 1.7976931348623157E308");
    }

    @Test
    void theTighterBoundWins() throws Exception {
        assertThat(schema("looser")).isEqualTo(mapper.readTree("{\"type\":\"integer\",\"minimum\":-128,\"maximum\":100,"
                + "\"description\":\"(at least -128, at most 100)\"}"));
        assertThat(schema("positive")).isEqualTo(mapper.readTree("{\"type\":\"integer\",\"exclusiveMinimum\":0,"
                + "\"maximum\":2147483647,\"description\":\"(more than 0)\"}"));
        assertThat(mapper.readTree(schema("both").toString()))
                .isEqualTo(mapper.readTree("{\"type\":\"integer\",\"exclusiveMinimum\":5,"
                        + "\"maximum\":9.5,\"description\":\"(more than 5, at most 9.5)\"}"));
        assertThat(schema("beyond").path("maximum").asText()).isEqualTo("3.4028234663852886E38");
    }

    @Test
    void whatGoesWithoutSayingIsNotSaid() throws Exception {
        assertThat(schema("tiny").path("description").asText()).isEqualTo("(at least -128, at most 127)");
        for (String parameter : List.of("whole", "large", "inexact")) {
            assertThat(schema(parameter).has("maximum")).isTrue();
            assertThat(schema(parameter).has("description")).isFalse();
        }
    }

    @Test
    void takesAnyJsonWhereTheTypeDoes() throws Exception {
        assertThat(schema("anything")).isEqualTo(mapper.createObjectNode());
        assertThat(schema("object")).isEqualTo(mapper.readTree("{\"type\":\"object\"}"));
    }

    @Test
    void optionalPropertiesAreNotRequiredAndRecursionGoesByReference() throws Exception {
        ArgumentSchema arguments = new ArgumentSchema(mapper);
        add(arguments, "person", true);
        assertThat(add(arguments, "maybe", true)).isFalse();
        assertThat(add(arguments, "day", false)).isFalse();

        JsonNode json = arguments.json();
        assertThat(json.at("/properties/person/$ref").asText()).isEqualTo("#/$defs/Person");
        assertThat(json.at("/$defs/Person/required")).isEqualTo(mapper.readTree("[\"full_name\",\"friends\"]"));
        assertThat(json.at("/$defs/Person/additionalProperties").asBoolean(true)).isFalse();
        assertThat(json.at("/required")).isEqualTo(mapper.readTree("[\"person\"]"));
        assertThat(json.at("/properties/day/type")).isEqualTo(mapper.readTree("[\"string\",\"null\"]"));
        assertThat(SchemaCheck.problems(json)).isEmpty();
        assertThat(new SchemaCheck(json).check(mapper.readTree("{\"person\":{\"full_name\":\"a\",\"friends\":["
                + "{\"full_name\":\"b\",\"friends\":[]}]}}"))).isEmpty();
        assertThat(new SchemaCheck(json).check(mapper.readTree("{\"person\":{\"full_name\":\"a\",\"friends\":["
                + "{\"full_name\":1,\"friends\":[]}]}}"))).singleElement()
                .hasToString("/person/friends/0/full_name: string expected, integer found");
    }

    @Test
    void runsNoCodeOfTheTypesThatItDescribes() throws Exception {
        schema("loud");
        assertThat(Initialized.records).isFalse();
    }

    @Test
    void refusesWhatItCannotDescribe() {
        assertThatThrownBy(
                () -> new ArgumentSchema(mapper).add("in", mapper.constructType(InputStream.class), null, true, List.of()))
                .isInstanceOfSatisfying(UnsupportedTypeException.class, unsupported -> {
                    assertThat(unsupported.path()).isEqualTo("in");
                    assertThat(unsupported.problem()).startsWith("it is abstract. Use a record");
                });
    }

    static class Half {

        public String whole;
        public InputStream broken;
    }

    @Test
    void whatItHasRefusedItRefusesAgain() {
        ArgumentSchema first = new ArgumentSchema(mapper);

        for (ArgumentSchema arguments : List.of(first, first.another())) {
            assertThatThrownBy(() -> arguments.add("half", mapper.constructType(Half.class), null, true, List.of()))
                    .isInstanceOfSatisfying(UnsupportedTypeException.class,
                            unsupported -> assertThat(unsupported.path()).isEqualTo("half.broken"));
        }
    }

    private JsonNode schema(String parameter) throws Exception {
        ArgumentSchema arguments = new ArgumentSchema(mapper);
        assertThat(add(arguments, parameter, true)).isTrue();
        return arguments.json().path("properties").path(parameter);
    }

    private boolean add(ArgumentSchema arguments, String parameter, boolean required) {
        Method method = Stream.of(ArgumentSchemaTest.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals("bounded")).findFirst().orElseThrow();
        var found = Stream.of(method.getParameters()).filter(candidate -> candidate.getName().equals(parameter)).findFirst()
                .orElseThrow();
        List<Annotation> annotations = List.of(found.getAnnotations());
        return arguments.add(parameter, mapper.constructType(found.getParameterizedType()), null, required, annotations);
    }
}
