package io.quarkiverse.codex.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Failure;
import io.quarkiverse.codex.testing.Gate;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** {@code codex exec} takes an output schema from a file only. */
@Tag("exec")
class ExecTemporaryFilesTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final Gate gate = new Gate();

    @Test
    void schemaFileIsGoneAfterSuccess() {
        codex.model().when("go").hold(gate).reply("{}");
        AssertSubscriber<TurnEvent> turn = start();
        Path file = schemaFile();

        gate.open();

        turn.awaitCompletion(Turns.PATIENCE);
        assertThat(file).doesNotExist();
    }

    @Test
    void schemaFileIsGoneAfterAFailure() {
        codex.model().when("go").hold(gate).then(Failure.responseFailed("server_error", "Not today"));
        AssertSubscriber<TurnEvent> turn = start();
        Path file = schemaFile();

        gate.open();

        turn.awaitFailure(Turns.PATIENCE);
        assertThat(file).doesNotExist();
    }

    @Test
    void schemaFileIsGoneAfterCancellation() {
        codex.model().when("go").hold(gate).reply("{}");
        AssertSubscriber<TurnEvent> turn = start();
        Path file = schemaFile();

        turn.cancel();

        await().atMost(Turns.PATIENCE).untilAsserted(() -> assertThat(file).doesNotExist());
    }

    private AssertSubscriber<TurnEvent> start() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
        schema.putObject("properties");
        schema.putArray("required");
        AssertSubscriber<TurnEvent> turn = Turns.subscribe(
                codex.client().startThread().runStreamed("go", TurnOptions.builder().outputSchema(schema).build()),
                Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);
        return turn;
    }

    private Path schemaFile() {
        List<String> arguments = Processes.mentioning(codex.workspace().toString()).stream().map(Processes::arguments)
                .filter(line -> line.contains("--output-schema")).findFirst().orElseThrow();
        Path file = Path.of(arguments.get(arguments.indexOf("--output-schema") + 1));
        assertThat(file).exists();
        assertThat(Files.isReadable(file)).isTrue();
        return file;
    }
}
