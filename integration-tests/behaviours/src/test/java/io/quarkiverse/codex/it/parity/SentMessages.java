package io.quarkiverse.codex.it.parity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.WebSearchMode;
import io.quarkiverse.codex.it.Codex;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.Uni;

/**
 * Everything that the library sends in turns that use all it has, overheard between it and a real codex.
 */
final class SentMessages {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] IMAGE = Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42"
            + "mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private final Codex codex;
    private final Path recordings;

    private SentMessages(Codex codex) {
        this.codex = codex;
        this.recordings = codex.inside("recordings");
    }

    static List<JsonNode> record(Codex codex) throws IOException {
        SentMessages messages = new SentMessages(codex);
        CodexClient client = codex.client("transport", "app-server", "path", messages.eavesdropper().toString(), "api-key",
                "sk-test-parity");
        messages.useEverything(client);
        // codex ends with its input, which ends when all of it is written down.
        codex.close(client);
        return messages.recorded();
    }

    /** Written down before codex gets it; codex itself takes the place of the shell, so that it is what gets killed. */
    private Path eavesdropper() throws IOException {
        Path script = codex.inside("bin").resolve("codex");
        String real = CodexBinary.findOrInstall().path().toString();
        Files.writeString(script, """
                #!/bin/sh
                case "$1" in
                app-server)
                    pipe="%1$s/$$.pipe"
                    mkfifo "$pipe"
                    exec 3<&0
                    tee "%1$s/$$.jsonl" <&3 >"$pipe" 3<&- &
                    exec '%2$s' "$@" <"$pipe" 3<&-;;
                *)
                    exec '%2$s' "$@";;
                esac
                """.formatted(recordings, real));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private List<JsonNode> recorded() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(recordings)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    lines.add(MAPPER.readTree(line));
                }
            }
        }
        return lines;
    }

    private void useEverything(CodexClient client) throws IOException {
        codex.model().when("go").reply("{\"answer\":\"Done.\"}");
        CodexThread thread = client.startThread(ThreadOptions.builder().reasoningEffort("low")
                .developerInstructions("Be brief.").networkAccess(true).sandboxMode(SandboxMode.WORKSPACE_WRITE)
                .additionalDirectories(List.of(codex.inside("more"))).workingDirectory(codex.workspace()).build());
        await(thread.run(everyInput(), TurnOptions.builder().outputSchema(outputSchema()).build()));
        // Other options than those the thread was opened with: it is closed and opened again.
        await(thread.run("go", TurnOptions.builder().model("gpt-5.5-other")
                .approvalMode(ApprovalMode.ON_REQUEST).build()));
        await(client.startThread(ThreadOptions.builder().ephemeral(true).build()).run("go"));
        useEveryMode(client);
        steerAndInterrupt(client);
        leaveACommandRunning(client);
    }

    private TurnInput everyInput() throws IOException {
        Path image = Files.write(codex.inside("input").resolve("image.png"), IMAGE);
        Path skill = Files.writeString(codex.inside("input").resolve("SKILL.md"), "---\nname: s\ndescription: d\n---\nx");
        URI url = URI.create("data:image/png;base64," + Base64.getEncoder().encodeToString(IMAGE));
        return TurnInput.of("go").image(image).image(url).skill("s", skill).mention("m", skill.toString());
    }

    private static JsonNode outputSchema() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
        schema.putObject("properties").putObject("answer").put("type", "string");
        schema.putArray("required").add("answer");
        return schema;
    }

    private void useEveryMode(CodexClient client) {
        for (SandboxMode mode : SandboxMode.values()) {
            await(client.startThread(ThreadOptions.builder().sandboxMode(mode).build()).run("go"));
        }
        for (ApprovalMode mode : ApprovalMode.values()) {
            await(client.startThread(ThreadOptions.builder().approvalMode(mode).build()).run("go"));
        }
        for (WebSearchMode mode : WebSearchMode.values()) {
            await(client.startThread(ThreadOptions.builder().webSearch(mode).build()).run("go"));
        }
    }

    private void steerAndInterrupt(CodexClient client) {
        Gate gate = new Gate();
        codex.model().when("wait").then(Step.hold(gate)).reply("Never mind.");
        CodexTurn turn = await(client.startThread().start(TurnInput.of("wait")));
        var result = turn.result().subscribeAsCompletionStage();
        gate.awaitReached(PATIENCE);
        await(turn.steer(TurnInput.of("left")));
        await(turn.interrupt());
        await(Uni.createFrom().completionStage(result));
        gate.open();
    }

    private void leaveACommandRunning(CodexClient client) {
        codex.model().when("leave").then(Step.shell("sleep 600", Duration.ofMillis(250))).reply("It runs.");
        await(client.startThread().run("leave"));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
