package io.quarkiverse.codex.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class AnswerTest {

    record Line(int line, Samples.Severity severity) {
    }

    record Review(List<Line> findings, @Samples.Nullable Line worst) {
    }

    private final ObjectMapper mapper = Mappers.quarkus();
    private final OutputSchemas schemas = new OutputSchemas(mapper);

    private List<String> violations(Class<?> type, String text) {
        SchemaViolationException thrown = catchThrowableOfType(SchemaViolationException.class,
                () -> schemas.of(type).decode(text.replace('\'', '"')));
        return thrown.violations().stream().map(Violation::toString).toList();
    }

    @Test
    void aViolationSaysWhereAndWhat() {
        assertThat(violations(Review.class, "{'findings':[{'line':'x','severity':'LOW'}],'worst':null}"))
                .containsExactly("/findings/0/line: integer expected, string found");
    }

    @Test
    void allViolationsAreListed() {
        assertThat(violations(Review.class, "{'findings':[{'severity':'MIDDLE'}],'worst':null,'a':1}"))
                .containsExactlyInAnyOrder("/findings/0: property 'line' is missing",
                        "/findings/0/severity: one of [\"LOW\", \"very-high\"] expected",
                        "(root): property 'a' is not in the schema");
    }

    @Test
    void aWrongNullableObjectIsNotToldToBeNull() {
        assertThat(violations(Review.class, "{'findings':[],'worst':{'line':'x','severity':'LOW'}}"))
                .containsExactly("/worst/line: integer expected, string found");
    }

    @Test
    void aWrongSubtypeIsMeasuredByItsOwnAlternative() {
        assertThat(violations(Samples.Figure.class, "{'value':{'kind':'circle','radius':'big'}}"))
                .containsExactly("/value/radius: number expected, string found");
    }

    @Test
    void anUnknownSubtypeIsReported() {
        assertThat(violations(Samples.Figure.class, "{'value':{'kind':'square','radius':1}}"))
                .containsExactly("/value/kind: one of [\"circle\"] expected", "/value/kind: one of [\"group\"] expected");
    }

    @Test
    void everyElementIsMeasuredOnItsOwn() {
        record Many(List<Samples.Figure> figures) {
        }
        assertThat(violations(Many.class,
                "{'figures':[{'kind':'circle','radius':'big'},{'kind':'square'},{'kind':'group','members':[{'kind':'circle'}],'named':[]}]}"))
                .containsExactlyInAnyOrder("/figures/0/radius: number expected, string found",
                        "/figures/1/kind: one of [\"circle\"] expected", "/figures/1/kind: one of [\"group\"] expected",
                        "/figures/2/members/0: property 'radius' is missing");
    }

    @Test
    void formatsAreChecked() {
        assertThat(violations(LocalDate.class, "{'value':'2026-02-30'}")).singleElement().asString()
                .startsWith("/value: does not match the date pattern");
        assertThat(violations(UUID.class, "{'value':'x'}")).singleElement().asString().startsWith("/value: ");
    }

    @Test
    void whatFitsTheSchemaButNotTheTypeIsAViolationToo() {
        assertThat(violations(Review.class, "{'findings':[{'line':99999999999,'severity':'LOW'}],'worst':null}"))
                .singleElement().asString().startsWith("/findings/0/line: valid, but cannot be decoded to ")
                .doesNotContain("99999");
    }

    @Test
    void aConstructorThatRefusesIsAViolation() {
        record Picky(int value) {
            Picky {
                if (value < 0) {
                    throw new IllegalArgumentException("no debts");
                }
            }
        }
        assertThat(violations(Picky.class, "{'value':-1}")).singleElement().asString().contains("no debts");
    }

    @Test
    void aKeyThatComesTwiceIsAViolation() {
        record Scores(Map<String, Integer> byName) {
        }
        assertThat(violations(Scores.class, "{'byName':[{'key':'a','value':1},{'key':'a','value':2}]}"))
                .containsExactly("/byName/1/key: the key comes more than once");
    }

    @Test
    void aPropertyThatComesTwiceIsNoJson() {
        assertThat(violations(Samples.Inner.class, "{'value':1,'value':2}")).singleElement().asString()
                .startsWith("(root): JSON expected, but the answer cannot be parsed at line 1");
    }

    @Test
    void onlyWhiteSpaceMayStandAroundTheJson() {
        assertThat(schemas.of(Samples.Inner.class).decode(" \n{\"value\":1}\n")).isEqualTo(new Samples.Inner(1));
        assertThat(violations(Samples.Inner.class, "{'value':1} Done!")).singleElement().asString().contains("parsed");
        assertThat(violations(Samples.Inner.class, "```json\n{'value':1}\n```")).singleElement().asString()
                .endsWith("(it is in a Markdown code fence, which the schema rules out)");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "  \n" })
    void anEmptyAnswerIsReportedAsThat(String text) {
        SchemaViolationException thrown = catchThrowableOfType(SchemaViolationException.class,
                () -> schemas.of(Samples.Inner.class).decode(text));

        assertThat(thrown).hasMessageEndingWith("(root): JSON expected, but the answer is empty");
    }

    @Test
    void theAnswerIsNotRepeatedInTheMessage() {
        SchemaViolationException thrown = catchThrowableOfType(SchemaViolationException.class,
                () -> schemas.of(Samples.Inner.class).decode("The password is hunter2"));

        assertThat(thrown.getMessage()).doesNotContain("hunter2", "password");
        assertThat(thrown.getCause()).isNull();
    }

    @Test
    void noDigitOfADecimalIsLost() {
        assertThat(schemas.of(BigDecimal.class).decode("{\"value\":0.1000000000000000000000000000000000010}"))
                .isEqualTo(new BigDecimal("0.1000000000000000000000000000000000010"));
    }

    @Test
    void aHandWrittenSchemaDecodesToJsonOrAType() throws Exception {
        JsonNode schema = mapper.readTree("""
                {"type":"object","properties":{"value":{"type":"integer","minimum":3}},"required":["value"],
                 "additionalProperties":false}""");

        assertThat(schemas.handWritten(schema, JsonNode.class).decode("{\"value\":3}").path("value").asInt()).isEqualTo(3);
        assertThat(schemas.handWritten(schema, Samples.Inner.class).decode("{\"value\":3}")).isEqualTo(new Samples.Inner(3));
        assertThat(catchThrowableOfType(SchemaViolationException.class,
                () -> schemas.handWritten(schema, JsonNode.class).decode("{\"value\":1}")).violations())
                .containsExactly(new Violation("/value", "must have a minimum value of 3"));
    }
}
