package io.quarkiverse.codex.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.WebSearchMode;
import io.quarkiverse.codex.it.Codex;
import io.quarkiverse.codex.testing.CodexBinary;

/**
 * Compares the library with the schema that codex prints of itself. What the library sends has to be in there, with every
 * codex; what it has no name for has to be in the report, which is about the pinned one.
 * <p>
 * Another codex is tried by {@code -Dcodex.version=0.163.0}, a new report is written by {@code -Dcodex.parity.update=true}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Listens by a shell script")
class ProtocolParityTest {

    private static final CodexBinary CODEX = CodexBinary.findOrInstall();
    private static final boolean PINNED = CODEX.version().equals(CodexBinary.PINNED_VERSION);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path RECORDED = Path.of("..", "..", "runtime", "src", "test", "resources", "io", "quarkiverse",
            "codex",
            "runtime", "protocol", "recorded", "app-server");

    @RegisterExtension
    final Codex codex = new Codex();

    private ProtocolSchema schema() throws IOException, InterruptedException {
        return ProtocolSchema.of(CODEX, codex.home(), codex.inside("schema"));
    }

    @Test
    void sendsOnlyWhatCodexKnowsAndNamesTheRest() throws Exception {
        ProtocolSchema schema = schema();
        ParityReport report = new ParityReport();
        SentParity sent = new SentParity(schema, report);
        sent.check(SentMessages.record(codex), codex.model().configOverrides().keySet());
        sent.checkNames("SandboxMode", Arrays.stream(SandboxMode.values()).map(SandboxMode::wireName));
        sent.checkNames("AskForApproval", Arrays.stream(ApprovalMode.values()).map(ApprovalMode::wireName));
        sent.checkNames("WebSearchMode", Arrays.stream(WebSearchMode.values()).map(WebSearchMode::wireName));
        sent.checkMethods(StringConstants.of(CodexClient.class, "io/quarkiverse/codex"));
        AnswerParity answers = new AnswerParity(schema, report);
        answers.check();
        new ReadingParity(schema, report).read();

        assertThat(sent.problems()).as("what is sent and codex %s does not know", CODEX.version()).isEmpty();
        assertThat(answers.problems()).as("what is answered and codex %s does not know", CODEX.version()).isEmpty();
        assertThat(sent.inputTypes()).as("kinds of input that were tried")
                .hasSameSizeAs(TurnInput.Part.class.getPermittedSubclasses());
        report.compare(CODEX.version());
    }

    /** Who only ever says yes is no check. */
    @Test
    void findsWhatCodexDoesNotKnow() throws Exception {
        SentParity sent = new SentParity(schema(), new ParityReport());

        sent.check(Stream.of("{'method':'gone'}", "{'id':1,'method':'turn/gone','params':{}}",
                "{'id':1,'method':'turn/interrupt','params':{'threadId':'t'}}",
                "{'id':1,'method':'thread/start','params':{'sandbox':'none','config':{'web_search':'live','tools.gone':1}}}",
                "{'id':1,'method':'turn/start','params':{'threadId':'t','input':[{'type':'text','text':'x','gone':1}]}}",
                "{'id':1,'method':'turn/steer','params':{'threadId':'t','expectedTurnId':'u','input':[],'gone':1},'gone':1}")
                .map(ProtocolParityTest::json).toList(), Set.of());
        sent.checkNames("WebSearchMode", Stream.of("live", "gone"));
        sent.checkMethods(Set.of("turn/start", "thread/gone", "lib/gone"));

        assertThat(sent.problems()).anyMatch(problem -> problem.contains("no notification gone"))
                .anyMatch(problem -> problem.contains("no method turn/gone"))
                .anyMatch(problem -> problem.startsWith("turn/interrupt") && problem.contains("turnId"))
                .anyMatch(problem -> problem.startsWith("thread/start") && problem.contains("sandbox"))
                .anyMatch(problem -> problem.contains("no configuration tools.gone"))
                .anyMatch(problem -> problem.startsWith("turn/start") && problem.contains("gone"))
                .anyMatch(problem -> problem.startsWith("turn/steer: $:") && problem.contains("gone"))
                .anyMatch(problem -> problem.contains("No WebSearchMode is gone"))
                .anyMatch(problem -> problem.contains("no method thread/gone"))
                .noneMatch(problem -> problem.contains("lib/gone") || problem.contains("web_search"));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests of the protocol stand on recordings, which are worth as much as they are like what codex says today. */
    @Test
    void recordingsFitTheSchema() throws Exception {
        ProtocolSchema schema = schema();
        SortedMap<String, SchemaPart> notifications = schema.methods(ProtocolSchema.NOTIFICATIONS);
        SortedMap<String, SchemaPart> requests = schema.methods(ProtocolSchema.SERVER_REQUESTS);
        Map<String, Function<JsonNode, List<String>>> checks = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> line : recordedLines().entrySet()) {
            String method = line.getValue().path("method").textValue();
            if (method != null) {
                SchemaPart params = (line.getValue().has("id") ? requests : notifications).get(method);
                if (params == null) {
                    problems.add(line.getKey() + ": no method " + method);
                } else {
                    checks.computeIfAbsent(method, any -> params.check()).apply(line.getValue().path("params"))
                            .forEach(misfit -> problems.add(line.getKey() + ": " + method + ": " + misfit));
                }
            }
        }
        if (PINNED) {
            assertThat(problems).isEmpty();
        } else {
            problems.forEach(System.out::println);
        }
    }

    private static SortedMap<String, JsonNode> recordedLines() throws IOException {
        SortedMap<String, JsonNode> lines = new TreeMap<>();
        try (Stream<Path> files = Files.list(RECORDED)) {
            for (Path file : files.toList()) {
                List<String> texts = Files.readAllLines(file);
                for (int i = 0; i < texts.size(); i++) {
                    lines.put(file.getFileName() + ":" + (i + 1), MAPPER.readTree(texts.get(i)));
                }
            }
        }
        return lines;
    }
}
