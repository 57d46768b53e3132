package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkus.test.QuarkusUnitTest;

class EventsAsJsonTest {

    private static final String ITEM = "{\"id\":\"item_0\",\"type\":\"agent_message\",\"text\":\"Hi!\",\"new\":[1]}";
    private static final String EVENT = "{\"type\":\"item.completed\",\"item\":" + ITEM + "}";
    private static final String UNKNOWN = "{\"type\":\"moon.risen\",\"phase\":{\"full\":true}}";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false");

    @Inject
    ObjectMapper mapper;

    record Report(String title, TurnEvent last, Map<String, ThreadItem> items) {
    }

    @Test
    void areReadAndWrittenByTheMapperOfTheApplication() throws JsonProcessingException {
        List<TurnEvent> events = mapper.readValue("[" + EVENT + "," + UNKNOWN + "]", new TypeReference<>() {
        });
        ItemCompleted completed = (ItemCompleted) events.get(0);

        assertThat(((AgentMessage) completed.item()).text()).isEqualTo("Hi!");
        assertThat(mapper.readTree(mapper.writeValueAsString(events)))
                .isEqualTo(mapper.readTree("[" + EVENT + "," + UNKNOWN + "]"));
        Report report = new Report("all", completed, Map.of("first", completed.item()));
        assertThat(mapper.readValue(mapper.writeValueAsString(report), Report.class)).isEqualTo(report);
    }
}
