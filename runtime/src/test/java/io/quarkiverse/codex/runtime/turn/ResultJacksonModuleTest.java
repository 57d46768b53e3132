package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.runtime.protocol.CodexJacksonModule;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;

class ResultJacksonModuleTest {

    private static final ObjectMapper MAPPER = JsonMapper.builder().addModule(new CodexJacksonModule())
            .addModule(new ResultJacksonModule()).build();

    record Page(TurnResult result) {
    }

    @Test
    void resultIsWrittenInTheWordsOfEvents() throws JsonProcessingException {
        TurnRetrying retrying = new TurnRetrying(1, Duration.ofMillis(250), new TurnError("busy"));
        TurnResult result = new TurnResultImpl("t-1", TurnStatus.COMPLETED, List.of(new AgentMessage("i-1", "Hi!")), "Hi!",
                Usage.of(5, 4, 3, 2, 1), Usage.UNKNOWN, Duration.ofMillis(1500), List.of(retrying),
                new OutputSchemas(new ObjectMapper()), Optional.empty());

        assertThat(MAPPER.readTree(MAPPER.writeValueAsString(result))).isEqualTo(MAPPER.readTree("""
                {"thread_id": "t-1", "status": "completed",
                 "items": [{"id": "i-1", "type": "agent_message", "text": "Hi!"}],
                 "final_response": "Hi!",
                 "usage": {"input_tokens": 5, "cached_input_tokens": 4, "cache_write_input_tokens": 3, "output_tokens": 2,
                           "reasoning_output_tokens": 1},
                 "thread_usage": null,
                 "duration_ms": 1500,
                 "retries": [%s]}
                """.formatted(MAPPER.writeValueAsString(retrying))));
    }

    @Test
    void resultIsWrittenAlikeWhateverTheMapperIsToldOfNames() throws JsonProcessingException {
        TurnResult result = new TurnResultImpl("t-1", TurnStatus.INTERRUPTED, List.of(), "", Usage.ZERO, Usage.ZERO,
                Duration.ZERO, List.of(), new OutputSchemas(new ObjectMapper()), Optional.empty());
        ObjectMapper other = MAPPER.copy().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);

        assertThat(other.readTree(other.writeValueAsString(new Page(result))).get("Result"))
                .isEqualTo(MAPPER.readTree(MAPPER.writeValueAsString(result)));
    }
}
