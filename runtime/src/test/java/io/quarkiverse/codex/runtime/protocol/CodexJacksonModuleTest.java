package io.quarkiverse.codex.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.item.WebSearch;

class CodexJacksonModuleTest {

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new CodexJacksonModule());

    record Page(List<ThreadItem> items, TurnEvent last) {
    }

    /** A native executable therefore needs to be told of none. */
    @ParameterizedTest
    @ValueSource(classes = { TurnEvent.class, ThreadItem.class })
    void everyEventAndItemIsWrittenAndReadWithoutReflection(Class<?> sealed) throws Exception {
        DeserializationContext context = ((DefaultDeserializationContext) MAPPER.getDeserializationContext())
                .createInstance(MAPPER.getDeserializationConfig(), null, null);
        for (Class<?> type : sealed.getPermittedSubclasses()) {
            assertThat(MAPPER.getSerializerProviderInstance().findValueSerializer(type).getClass().getNestHost())
                    .as(type.getName()).isEqualTo(CodexJacksonModule.class);
            assertThat(context.findRootValueDeserializer(MAPPER.constructType(type)).getClass().getNestHost())
                    .as(type.getName()).isEqualTo(CodexJacksonModule.class);
        }
    }

    @Test
    void everyEventGoesThereAndBack() throws Exception {
        for (byte[] line : Lines.recorded()) {
            TurnEvent event = Lines.read(line);
            byte[] written = MAPPER.writeValueAsBytes(event);
            assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(line));
            assertThat(MAPPER.readValue(written, TurnEvent.class)).isEqualTo(event);
            assertThat(MAPPER.readValue(written, event.getClass())).isEqualTo(event);
        }
    }

    @Test
    void everyItemGoesThereAndBack() throws Exception {
        for (byte[] line : Lines.recorded()) {
            if (Lines.read(line) instanceof ItemCompleted completed) {
                ThreadItem item = completed.item();
                String written = MAPPER.writeValueAsString(item);
                assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(line).get("item"));
                assertThat(MAPPER.readValue(written, ThreadItem.class)).isEqualTo(item);
                assertThat(MAPPER.readValue(written, item.getClass())).isEqualTo(item);
            }
        }
    }

    @Test
    void whatIsNotKnownGoesThereAndBack() throws Exception {
        for (String json : List.of("{'type':'turn.paused','for':1.10}",
                "{'type':'item.completed','item':{'id':'i','type':'hologram','deep':[1.10]}}")) {
            TurnEvent event = MAPPER.readValue(Lines.quoted(json), TurnEvent.class);
            assertThat(Lines.json(MAPPER.writeValueAsBytes(event))).isEqualTo(Lines.json(json));
        }
        JsonNode event = Lines.json("{'type':'turn.paused'}");
        assertThat(MAPPER.readValue(event.toString(), UnknownEvent.class)).isEqualTo(new UnknownEvent("turn.paused", event));
        JsonNode item = Lines.json("{'id':'i','type':'hologram'}");
        assertThat(MAPPER.readValue(item.toString(), UnknownItem.class)).isEqualTo(new UnknownItem("i", "hologram", item));
    }

    @Test
    void theyCanBePartsOfOtherValues() throws Exception {
        Page page = new Page(List.of(new AgentMessage("a", "b")), new ThreadStarted("t"));
        String written = MAPPER.writeValueAsString(page);
        assertThat(MAPPER.readTree(written)).isEqualTo(Lines.json("{'items':[{'id':'a','type':'agent_message','text':'b'}],"
                + "'last':{'type':'thread.started','thread_id':'t'}}"));
        assertThat(MAPPER.readValue(written, Page.class)).isEqualTo(page);
        assertThat(MAPPER.readValue("{\"k\":" + written + "}", new TypeReference<Map<String, Page>>() {
        })).containsEntry("k", page);
        assertThat(MAPPER.readValue("{\"items\":null,\"last\":null}", Page.class)).isEqualTo(new Page(null, null));
    }

    @Test
    void theyCanBecomeTreesAndBeMadeOfThem() throws Exception {
        TurnEvent event = new ItemStarted(new AgentMessage("a", "b"));
        JsonNode tree = MAPPER.valueToTree(event);
        assertThat(tree).isEqualTo(Lines.json("{'type':'item.started','item':{'id':'a','type':'agent_message','text':'b'}}"));
        assertThat(MAPPER.treeToValue(tree, TurnEvent.class)).isEqualTo(event);
        assertThat(MAPPER.convertValue(tree, ItemStarted.class)).isEqualTo(event);
    }

    @Test
    void theFormDoesNotDependOnTheMappersConfiguration() throws Exception {
        ObjectMapper odd = JsonMapper.builder().addModule(new CodexJacksonModule())
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.WRAP_ROOT_VALUE)
                .enable(DeserializationFeature.UNWRAP_ROOT_VALUE)
                .build();
        TurnEvent event = new ThreadStarted("t", Map.of("new", Lines.json("{'a':[1.10]}")));
        String written = odd.writeValueAsString(event);
        assertThat(Lines.STRICT.readTree(written).get("ThreadStarted"))
                .isEqualTo(Lines.json("{'type':'thread.started','thread_id':'t','new':{'a':[1.10]}}"));
        assertThat(odd.readValue(written, ThreadStarted.class)).isEqualTo(event);
    }

    @Test
    void anotherTypeThanTheOneAskedForIsAMismatch() {
        assertThatThrownBy(() -> MAPPER.readValue("{\"type\":\"turn.started\"}", ThreadStarted.class))
                .isInstanceOf(MismatchedInputException.class).hasMessageContaining("TurnStarted");
        assertThatThrownBy(() -> MAPPER.readValue("{\"id\":\"i\",\"type\":\"error\"}", WebSearch.class))
                .isInstanceOf(MismatchedInputException.class).hasMessageContaining("ErrorItem");
        assertThatThrownBy(() -> MAPPER.readValue("[]", TurnEvent.class)).isInstanceOf(MismatchedInputException.class);
    }
}
