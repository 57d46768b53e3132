package io.quarkiverse.codex.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class StrictSchemaCheckTest {

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static JsonNode with(String property) throws Exception {
        return json("{'type':'object','properties':{'p':" + property + "},'required':['p'],'additionalProperties':false}");
    }

    private static String problems(JsonNode schema) {
        return StrictSchemaCheck.problems(schema).stream().map(Violation::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'type':'string'}",
            "{'type':['string','null'],'description':'d','title':'t'}",
            "{'type':'string','enum':['a'],'pattern':'^a$','format':'date'}",
            "{'enum':['a','b']}",
            "{'const':'a'}",
            "{'type':'integer','minimum':1,'exclusiveMaximum':3,'multipleOf':2}",
            "{'type':'array','items':{'$ref':'#'},'minItems':1}",
            "{'anyOf':[{'$ref':'#/properties/p/anyOf/1'},{'type':'null'}]}" })
    void whatIsSupportedPasses(String property) throws Exception {
        assertThat(StrictSchemaCheck.problems(with(property))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'oneOf':[]}                  | /properties/p/oneOf: ",
            "{'oneOf':[{'type':'null'}],'type':'null'} | /properties/p/oneOf: 'oneOf' is not supported: use anyOf",
            "{'type':'null','allOf':[{}]}  | /properties/p/allOf: 'allOf' is not supported: merge the schemas into one",
            "{'type':'null','not':{}}      | /properties/p/not: 'not' is not supported: say what is allowed instead",
            "{'type':'null','if':{}}       | /properties/p/if: 'if' is not supported: remove it",
            "{'type':'string','default':'a'} | /properties/p/default: 'default' is not supported: name the default",
            "{'type':'string','format':'uri'} | /properties/p/format: the format 'uri' is not supported: remove it or use",
            "{'type':'array'}              | /properties/p: an array must say what it holds: add items",
            "{}                            | /properties/p: anything would be allowed here: add a type",
            "true                          | /properties/p: true and false are not supported as a schema",
            "{'$ref':'#/$defs/X'}          | /properties/p/$ref: '#/$defs/X' leads nowhere: define it under $defs",
            "{'$ref':'https://x.org/s'}    | /properties/p/$ref: 'https://x.org/s' leads out of the schema: copy it to",
            "{'$ref':'#','description':'d'} | /properties/p/description: nothing may stand beside a $ref: wrap",
            "{'type':'object','properties':{},'required':[]} | /properties/p: an object must have \"additionalProperties\": false",
            "{'type':'object','additionalProperties':{'type':'string'}} | for a map use an array of objects with a key and a",
            "{'type':'object','additionalProperties':false} | /properties/p: an object must list its properties",
            "{'type':['object','null'],'properties':{'a/b':{'type':'null'}},'additionalProperties':false} "
                    + "| /properties/p/properties/a~1b: every property must be required: add 'a/b' to required",
            "{'type':'object','properties':{},'required':['x'],'additionalProperties':false} "
                    + "| /properties/p/required: 'x' is required but not among the properties",
            "{'type':'object','patternProperties':{},'properties':{},'additionalProperties':false} "
                    + "| 'patternProperties' is not supported: use an array of objects" })
    void whatIsNotIsReportedWithAPointerAndAMend(String property, String problem) throws Exception {
        assertThat(problems(with(property))).contains(problem);
    }

    @Test
    void theRootMustBeAnObject() throws Exception {
        assertThat(problems(null)).startsWith("(root): a JSON Schema is an object");
        assertThat(problems(json("[]"))).startsWith("(root): a JSON Schema is an object");
        assertThat(problems(json("{'type':'array','items':{'type':'null'}}"))).startsWith("(root): the root must have");
        assertThat(problems(json("{'anyOf':[{'type':'null'}]}"))).startsWith("(root): the root must be an object itself");
    }

    @Test
    void whatIsNoSchemaAtAllIsReportedAsThat() throws Exception {
        assertThat(problems(json("{'type':'objekt','required':'x'}")))
                .contains("/type: no valid JSON Schema: ").contains("/required: no valid JSON Schema: array expected");
    }

    @Test
    void allProblemsAreReportedAtOnce() throws Exception {
        JsonNode schema = json("{'type':'object','properties':{'a':{'type':'string','default':1},'b':{}}}");

        assertThatThrownBy(() -> StrictSchemaCheck.require(schema)).isInstanceOf(InvalidSchemaException.class)
                .hasMessageContainingAll("additionalProperties", "add 'a'", "add 'b'", "/properties/a/default",
                        "/properties/b:")
                .satisfies(thrown -> assertThat(((InvalidSchemaException) thrown).problems()).hasSize(5));
    }

    @Test
    void limitsAreKnown() throws Exception {
        String values = IntStream.range(0, 1001).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(problems(with("{'enum':[" + values + "]}"))).contains("1001 enum values, at most 1000");

        String texts = IntStream.range(0, 300).mapToObj(i -> "'" + "x".repeat(60) + i + "'").collect(Collectors.joining(","));
        assertThat(problems(with("{'enum':[" + texts + "]}"))).contains("in an enum of more than 250 values");

        JsonNode deep = with("{'type':'null'}");
        for (int level = 0; level < 10; level++) {
            assertThat(StrictSchemaCheck.problems(deep)).isEmpty();
            deep = with(deep.toString());
        }
        assertThat(problems(deep)).contains("/properties/p: objects are nested deeper than 10 levels");
    }
}
