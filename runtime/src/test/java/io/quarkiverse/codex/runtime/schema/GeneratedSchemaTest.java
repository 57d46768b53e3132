package io.quarkiverse.codex.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

class GeneratedSchemaTest {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    static class Base {
        public int value;
    }

    private final ObjectMapper mapper = Mappers.quarkus();
    private final OutputSchemas schemas = new OutputSchemas(mapper);

    private JsonNode schema(Class<?> type) {
        return schemas.of(type).json();
    }

    private JsonNode property(Class<?> type, String name) {
        return schema(type).at("/properties/" + name);
    }

    private JsonNode json(String text) throws Exception {
        return mapper.readTree(text.replace('\'', '"'));
    }

    @Test
    void aRecordBecomesAStrictObjectInOrderOfDeclaration() {
        assertThat(schemas.of(Samples.Finding.class)).hasToString("""
                {"type":"object","description":"A defect in the code","properties":{\
                "file":{"type":"string","description":"Path of the file"},\
                "line_number":{"type":"integer"},\
                "severity":{"type":"string","enum":["LOW","very-high"]},\
                "grade":{"type":"string","enum":["g","b"]},\
                "advice":{"type":["string","null"]},\
                "before":{"type":["string","null"],"enum":["LOW","very-high",null]},\
                "cost":{"type":["number","null"]}},\
                "required":["file","line_number","severity","grade","advice","before","cost"],\
                "additionalProperties":false}""");
    }

    @Test
    void aClassShowsWhatCanBeSet() {
        assertThat(schema(Samples.Bean.class).path("required")).extracting(JsonNode::asText)
                .containsExactly("zebra", "apple");
    }

    @Test
    void aMapIsAnArrayOfEntries() throws Exception {
        assertThat(property(Samples.Report.class, "lines")).isEqualTo(json("""
                {'type':'array','items':{'type':'object','properties':{
                  'key':{'type':'string','enum':['LOW','very-high']},
                  'value':{'type':'array','items':{'type':'integer'}}},
                'required':['key','value'],'additionalProperties':false}}"""));
    }

    @Test
    void aMapKeepsTheOrderOfItsEntries() {
        OutputSchema<?> schema = schemas.of(mapper.getTypeFactory().constructMapType(Map.class, String.class, int.class));

        assertThat(schema.decode("{\"value\":[{\"key\":\"z\",\"value\":1},{\"key\":\"a\",\"value\":2}]}"))
                .hasToString("{z=1, a=2}");
    }

    @Test
    void aRootThatIsNoObjectIsWrapped() throws Exception {
        assertThat(schema(Samples.Severity.class)).isEqualTo(json("""
                {'type':'object','properties':{'value':{'type':'string','enum':['LOW','very-high']}},
                 'required':['value'],'additionalProperties':false}"""));
        assertThat(schemas.of(Samples.Severity.class).decode("{\"value\":\"LOW\"}")).isEqualTo(Samples.Severity.LOW);
    }

    @Test
    void aRecursiveRootRefersToItself() throws Exception {
        JsonNode tree = schema(Samples.Tree.class);

        assertThat(tree.at("/properties/children/items")).isEqualTo(json("{'$ref':'#'}"));
        assertThat(tree.at("/properties/parent")).isEqualTo(json("{'anyOf':[{'$ref':'#'},{'type':'null'}]}"));
        assertThat(tree.has("$defs")).isFalse();
    }

    @Test
    void aTypeUsedTwiceIsDefinedOnceAndItsDescriptionsStandBesideAnAnyOf() throws Exception {
        JsonNode forest = schema(Samples.Forest.class);

        assertThat(forest.at("/properties/oldest"))
                .isEqualTo(json("{'description':'The oldest','anyOf':[{'$ref':'#/$defs/Tree'}]}"));
        assertThat(forest.at("/$defs/Tree/properties/children/items")).isEqualTo(json("{'$ref':'#/$defs/Tree'}"));
    }

    @Test
    void typeArgumentsAreResolved() {
        JsonNode forest = schema(Samples.Forest.class);

        assertThat(forest.at("/properties/texts/properties/first/type").asText()).isEqualTo("string");
        assertThat(forest.at("/properties/inners/properties/items/items/$ref").asText()).isEqualTo("#/$defs/Inner");
    }

    @Test
    void datesAndTimesHaveTheirFormatOrAPattern() {
        JsonNode times = schema(Samples.Times.class).path("properties");

        assertThat(times.at("/date/format").asText()).isEqualTo("date");
        assertThat(times.at("/instant/format").asText()).isEqualTo("date-time");
        assertThat(times.at("/zoned/format").asText()).isEqualTo("date-time");
        assertThat(times.at("/offsetTime/format").asText()).isEqualTo("time");
        assertThat(times.at("/duration/format").asText()).isEqualTo("duration");
        assertThat(times.path("dateTime").has("format")).as("RFC 3339 demands an offset").isFalse();
        assertThat(times.at("/dateTime/pattern").asText()).isNotEmpty();
        assertThat(times.at("/german/description").asText()).isEqualTo("Written as dd.MM.yyyy");
    }

    @Test
    void durationsMayHaveFractions() {
        record Took(Duration time) {
        }
        assertThat(schemas.of(Took.class).decode("{\"time\":\"PT1.5S\"}").time()).hasMillis(1500);
    }

    @Test
    void subtypesAreAChoiceToldApartByTheirTypeId() throws Exception {
        JsonNode figure = property(Samples.Drawing.class, "figure");
        JsonNode definitions = schema(Samples.Drawing.class).path("$defs");

        assertThat(figure).isEqualTo(json("{'$ref':'#/$defs/Figure'}"));
        assertThat(definitions.at("/Figure/anyOf")).hasSize(2);
        assertThat(definitions.at("/Circle/properties/kind")).isEqualTo(json("{'type':'string','enum':['circle']}"));
        assertThat(property(Samples.Drawing.class, "background").path("anyOf").path(1))
                .isEqualTo(json("{'type':'null'}"));
    }

    @Test
    void aValueTypeIsWhatItsJsonValueIs() throws Exception {
        record Price(Samples.Money amount) {
        }
        assertThat(property(Price.class, "amount")).isEqualTo(json("{'type':'string'}"));
    }

    @Test
    void anEnumMayBeAnObjectInDisguise() throws Exception {
        record Holder(@JsonFormat(shape = JsonFormat.Shape.STRING) Samples.Grade grade) {
        }
        assertThat(property(Holder.class, "grade")).isEqualTo(json("{'type':'string','enum':['g','b']}"));
    }

    @Test
    void theMapperNamesTheProperties() {
        record Named(String firstName) {
        }
        OutputSchemas snakes = new OutputSchemas(
                Mappers.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());

        assertThat(snakes.of(Named.class).json().at("/required/0").asText()).isEqualTo("first_name");
    }

    @Test
    void orderAndIgnoredPropertiesAreJacksons() {
        @JsonPropertyOrder({ "c", "a" })
        @JsonIgnoreProperties("b")
        record Ordered(int a, int b, int c) {
        }
        assertThat(schema(Ordered.class).path("required")).extracting(JsonNode::asText).containsExactly("c", "a");
    }

    @Test
    void boundsOfJakartaValidationAreTold() throws Exception {
        record Bounded(@Min(1) @Max(10) int stars, @Positive double price,
                @DecimalMax(value = "0.5", inclusive = false) float share,
                @Size(min = 1, max = 3) List<String> tags, @NotEmpty Map<String, String> map,
                @Pattern(regexp = "a|b") String choice,
                @Email @Samples.Nullable String mail, @Size(max = 5) String text) {
        }
        JsonNode properties = schema(Bounded.class).path("properties");

        assertThat(properties.path("stars")).isEqualTo(json("{'type':'integer','minimum':1,'maximum':10}"));
        assertThat(properties.path("price")).isEqualTo(json("{'type':'number','exclusiveMinimum':0}"));
        assertThat(properties.at("/share/exclusiveMaximum").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(properties.path("tags"))
                .isEqualTo(json("{'type':'array','items':{'type':'string'},'minItems':1,'maxItems':3}"));
        assertThat(properties.at("/map/minItems").asInt()).isOne();
        assertThat(properties.at("/choice/pattern").asText()).isEqualTo("^(?:a|b)$");
        assertThat(properties.path("mail")).isEqualTo(json("{'type':['string','null'],'format':'email'}"));
        assertThat(properties.path("text")).isEqualTo(json("{'type':'string'}"));
    }

    @Test
    void aConcreteBaseIsOneOfItsOwnSubtypes() {
        JsonNode base = schema(Base.class);

        assertThat(base.at("/properties/@type/enum/0").asText()).isNotEmpty();
        assertThat(base.path("required")).hasSize(2);
    }

    @Test
    void theSchemaOfAClassIsMadeOnce() {
        assertThat(schemas.of(Samples.Report.class)).isSameAs(schemas.of(Samples.Report.class));
    }

    @Test
    void aCallerMayChangeItsCopy() {
        schemas.of(Samples.Inner.class).json().removeAll();

        assertThat(schema(Samples.Inner.class).has("properties")).isTrue();
    }
}
