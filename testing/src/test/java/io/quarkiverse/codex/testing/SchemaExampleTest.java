package io.quarkiverse.codex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

class SchemaExampleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'type':'string'} | 'example'",
            "{'type':'string','minLength':9} | 'example!!'",
            "{'type':'string','format':'date'} | '2026-01-01'",
            "{'type':'integer','minimum':7} | 7",
            "{'type':'integer','maximum':-2} | -2",
            "{'type':['boolean','null']} | true",
            "{'enum':['LOW','HIGH']} | 'LOW'",
            "{'const':3} | 3",
            "{'type':'array','minItems':2,'items':{'type':'integer'}} | [1,1]",
            "{'anyOf':[{'type':'null'},{'type':'string'}]} | 'example'",
            "{'type':'object','properties':{'a':{'$ref':'#/$defs/b'}},'$defs':{'b':{'type':'integer'}}} | {'a':1}" })
    void suitsTheSchema(String schema, String value) {
        assertThat(new SchemaExample(parse(schema)).value().toString()).isEqualTo(value.strip().replace('\'', '"'));
    }

    @Test
    void endsWhereASchemaIsAboutItself() {
        JsonNode schema = parse("{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]},"
                + "'all':{'type':'array','items':{'$ref':'#'}}}}");

        assertThat(new SchemaExample(schema).value().toString()).startsWith("{\"next\":{").contains("\"next\":null",
                "\"all\":[]");
    }

    private static JsonNode parse(String json) {
        return Wire.parse(json.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
