package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.event.ToolProgress;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkus.test.QuarkusUnitTest;

class AppServerToolCallTest extends ToolCallScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(ToolTransport.APP_SERVER);

    @Test
    void tellsHowFarItIs() {
        List<TurnEvent> events = codex.startThread().runStreamed("context").collect().asList().await()
                .atMost(Duration.ofSeconds(30));

        assertThat(events).filteredOn(ToolProgress.class::isInstance).singleElement()
                .extracting(event -> ((ToolProgress) event).tool(), event -> ((ToolProgress) event).message())
                .containsExactly("context", "half");
    }
}
