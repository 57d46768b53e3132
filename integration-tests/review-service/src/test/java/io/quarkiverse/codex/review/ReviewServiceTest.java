package io.quarkiverse.codex.review;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.testing.LiveScript;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.ToolOutput;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * The service as a caller sees it.
 */
@QuarkusTest
@WithScriptedModel(clients = "reviewer")
@WithTestResource(ReviewRoot.class)
class ReviewServiceTest {

    private static final String NOTHING_FOUND = "{\"summary\":\"Fine.\",\"findings\":[]}";

    ScriptedModel model;

    Path root;

    @Test
    void streamsAReviewAndKeepsWhatItFound() {
        model.when("any bugs?").shell("ls -a; cat Main.java").reply("""
                {"summary": "One.", "findings": [{"file": "Main.java", "line": 1, "severity": "HIGH", "what": "It is empty."}]}
                """);

        String id = start("project", "any bugs?");
        List<SseMessage> events = events(id, null);

        assertThat(events).extracting(SseMessage::type).contains("thread.started", "turn.started", "turn.completed");
        assertThat(command(events).getString("item.aggregated_output")).contains("class Main {}")
                .doesNotContain("inner-link");
        SseMessage end = events.get(events.size() - 1);
        assertThat(end.name()).isEqualTo("end");
        assertThat(end.data().getString("state")).isEqualTo("DONE");
        assertThat(end.data().getMap("report.findings[0]")).containsEntry("file", "Main.java")
                .containsEntry("severity", "HIGH");
        when().get("/reviews/{id}", id).then().body("state", equalTo("DONE"), "report.summary", equalTo("One."));
        assertThat(model.requestsFor("any bugs?").get(0).schema().orElseThrow().at("/properties/findings/type").asText())
                .isEqualTo("array");
    }

    @Test
    void worksInADirectoryThatIsGoneAfterwards() {
        model.when("where?").shell("pwd").reply(NOTHING_FOUND);

        String directory = command(events(start("project", "where?"), null)).getString("item.aggregated_output").strip();

        assertThat(Path.of(directory)).isAbsolute().doesNotExist();
        assertThat(Path.of(directory).startsWith(root)).isFalse();
    }

    @Test
    void goesOnAfterTheEventThatWasSeenLast() {
        model.when("what?").shell("true").reply(NOTHING_FOUND);
        String id = start("project", "what?");
        List<SseMessage> all = events(id, null);

        List<SseMessage> rest = events(id, "3");

        assertThat(all.subList(0, 3)).extracting(SseMessage::id).containsExactly("1", "2", "3");
        assertThat(rest).extracting(SseMessage::toString)
                .containsExactlyElementsOf(all.stream().skip(3).map(SseMessage::toString).toList());
        given().header("Last-Event-ID", "yesterday").get("/reviews/{id}/events", id).then().statusCode(400);
    }

    @Test
    void runsWhatIsApproved() {
        asksFor("touch made.txt", "go").shell("ls").reply(NOTHING_FOUND);
        String id = start("project", "go");

        Map<String, String> approval = awaitApproval(id);
        answer(id, approval.get("id"), true).then().statusCode(204);

        assertThat(approval).containsEntry("kind", "COMMAND").containsEntry("reason", "It is needed.");
        assertThat(approval.get("subject")).contains("touch made.txt");
        assertThat(outputs(events(id, null))).anyMatch(output -> output.contains("made.txt"));
        answer(id, approval.get("id"), true).then().statusCode(404);
    }

    @Test
    void runsNothingThatIsDeclined() {
        asksFor("touch made.txt", "go").shell("ls").reply(NOTHING_FOUND);
        String id = start("project", "go");
        String other = start("project", "go");

        answer(other, awaitApproval(id).get("id"), true).then().statusCode(404);
        answer(id, awaitApproval(id).get("id"), false).then().statusCode(204);
        answer(other, awaitApproval(other).get("id"), false).then().statusCode(204);

        assertThat(outputs(events(id, null))).noneMatch(output -> output.contains("made.txt"));
    }

    @Test
    void tellsTheNextReviewWhatIsKnown() {
        model.when("first").reply("""
                {"summary": "One.", "findings": [{"file": "Known.java", "line": 2, "severity": "LOW", "what": "Known one."}]}
                """);
        model.when("second").call("known_findings", Map.of("file", "Known.java")).reply(NOTHING_FOUND);
        events(start("project", "first"), null);
        events(start("project", "second"), null);
        String known = toolOutput("second");
        String found = JsonPath.from(known).getString("[0].id");
        model.when("third").call("mark_mended", Map.of("id", Integer.parseInt(found)))
                .call("known_findings", Map.of("file", "Known.java")).reply(NOTHING_FOUND);

        events(start("project", "third"), null);

        assertThat(known).contains("Known one.");
        assertThat(toolOutput("third")).isEqualTo("[]");
    }

    @Test
    void knowsADirectoryByWhateverPathItIsCalled() {
        model.when("what?").times(3).reply(NOTHING_FOUND);

        for (String source : List.of("project", "./project/", root.resolve("project").toString())) {
            String id = start(source, "what?");
            events(id, null);
            when().get("/reviews/{id}", id).then().body("source", equalTo("project"));
        }
    }

    @Test
    void clonesARepository() {
        model.when("what?").shell("cat README.md; git log --oneline").reply(NOTHING_FOUND);

        List<SseMessage> events = events(start(root.resolve("repository").toUri().toString(), "what?"), null);

        assertThat(command(events).getString("item.aggregated_output")).contains("# Committed").contains("Begin");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "../outside", "project/../../outside", "/etc", "link", "project/inner-link", "missing",
            "--upload-pack=touch x", "file:///etc", "file://host/etc", "ext::sh -c true", "ssh://git@github.com/x/y",
            "http://github.com/x/y", "https://example.com/x/y", "https://github.com:8443/x/y",
            "https://github.com/x/y?z", "https://github.com.example.com/x", "https:///x", "https://a b/" })
    void refusesWhatIsNotToBeReviewed(String source) {
        post(source, "what?").then().statusCode(400).body("error", containsString(" "));
    }

    @Test
    void refusesPasswordsAndRepeatsNone() {
        String error = post("https://me:hush@github.com/x/y", "what?").then().statusCode(400).extract().asString();

        assertThat(error).doesNotContain("hush");
    }

    @Test
    void refusesAReviewWithoutAQuestion() {
        post("project", " ").then().statusCode(400).body("error", containsString("question"));
    }

    @Test
    void saysWhyARepositoryCannotBeCloned() {
        List<SseMessage> events = events(start(root.resolve("project").toUri().toString(), "what?"), null);

        assertThat(events).singleElement().satisfies(end -> {
            assertThat(end.data().getString("state")).isEqualTo("FAILED");
            assertThat(end.data().getString("failure")).contains("cannot be cloned");
        });
    }

    @Test
    void saysWhyAReviewHasFailed() {
        model.when("what?").fail("server_error", "The model is ill.");

        List<SseMessage> events = events(start("project", "what?"), null);

        assertThat(events).extracting(SseMessage::type).contains("turn.failed");
        assertThat(events.get(events.size() - 1).data().getString("failure")).contains("The model is ill.");
    }

    @Test
    void isCancelled() {
        model.when("think").stall();
        String id = start("project", "think");
        await().untilAsserted(() -> assertThat(model.requestsFor("think")).isNotEmpty());

        when().delete("/reviews/{id}", id).then().statusCode(204);

        List<SseMessage> events = events(id, null);
        assertThat(events.get(events.size() - 1).data().getString("state")).isEqualTo("CANCELLED");
    }

    @Test
    void refusesMoreThanMayRun() {
        model.when("think").stall();
        List<Response> answers = Stream.generate(() -> post("project", "think")).limit(5).toList();

        assertThat(answers.get(4).statusCode()).isEqualTo(429);
        assertThat(answers.get(4).jsonPath().getString("error")).contains("Too many");
        for (Response answer : answers) {
            if (answer.statusCode() == 201) {
                String id = answer.jsonPath().getString("id");
                when().delete("/reviews/{id}", id).then().statusCode(204);
                assertThat(events(id, null)).extracting(SseMessage::name).endsWith("end");
            }
        }
    }

    @Test
    void knowsNoOtherReviews() {
        when().get("/reviews/{id}", "none").then().statusCode(404);
        when().get("/reviews/{id}/events", "none").then().statusCode(404);
        when().delete("/reviews/{id}", "none").then().statusCode(404);
    }

    @Test
    void isNotCalledByTheNamesOfOthers() {
        given().header("Host", "example.com").get("/reviews").then().statusCode(403);
    }

    @Test
    void isMeasuredAndHealthy() {
        model.when("what?").reply(NOTHING_FOUND);
        events(start("project", "what?"), null);

        when().get("/q/metrics").then().statusCode(200).body(containsString("codex_turn"));
        when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void showsNoKeys() {
        model.when("what?").shell("true").reply(NOTHING_FOUND);
        String id = start("project", "what?");
        String key = model.environment().values().iterator().next();

        for (String path : List.of("/reviews/" + id + "/events", "/reviews", "/q/metrics", "/q/health", "/")) {
            assertThat(when().get(path).then().statusCode(200).extract().asString()).as(path).doesNotContain(key);
        }
    }

    @Test
    void pageRunsNoScriptsButItsOwn() {
        when().get("/").then().statusCode(200).header("X-Frame-Options", "SAMEORIGIN")
                .body(containsString("review.js"), containsString("default-src 'self'"));
    }

    /** Which pages of other sites cannot send without being asked whether they may. */
    @Test
    void takesJsonOnly() {
        given().contentType(ContentType.TEXT).body("{\"approve\": true}").post("/reviews/x/approvals/y").then().statusCode(415);
        given().contentType(ContentType.URLENC).formParam("source", "project").post("/reviews").then().statusCode(415);
    }

    /** A command that codex asks for, because the model wants it to run outside the sandbox. */
    private LiveScript asksFor(String command, String prompt) {
        return model.when(Prompt.exactly(prompt)).call("exec_command", Map.of("cmd", command, "yield_time_ms", 10000,
                "sandbox_permissions", "require_escalated", "justification", "It is needed."));
    }

    private static Response post(String source, String question) {
        return given().contentType(ContentType.JSON).body(Map.of("source", source, "question", question)).post("/reviews");
    }

    private static String start(String source, String question) {
        String location = post(source, question).then().statusCode(201).body("state", endsWith("ING"))
                .extract().header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Until the review is over. */
    private static List<SseMessage> events(String id, String lastEventId) {
        Map<String, String> headers = lastEventId == null ? Map.of() : Map.of("Last-Event-ID", lastEventId);
        return SseMessage.parse(given().headers(headers).get("/reviews/{id}/events", id).then().statusCode(200)
                .contentType("text/event-stream").extract().asString());
    }

    private static JsonPath command(List<SseMessage> events) {
        return events.stream().filter(SseMessage::isCompletedCommand).findFirst().orElseThrow().data();
    }

    private static List<String> outputs(List<SseMessage> events) {
        return events.stream().filter(SseMessage::isCompletedCommand)
                .map(event -> event.data().getString("item.aggregated_output")).toList();
    }

    private static Map<String, String> awaitApproval(String id) {
        return await().until(() -> when().get("/reviews/{id}/approvals", id).jsonPath()
                .<Map<String, String>> getList("$"), approvals -> approvals.size() == 1).get(0);
    }

    private static Response answer(String id, String approval, boolean approve) {
        return given().contentType(ContentType.JSON).body(Map.of("approve", approve))
                .post("/reviews/{id}/approvals/{approval}", id, approval);
    }

    private String toolOutput(String prompt) {
        List<ModelRequest> requests = model.requestsFor(prompt);
        List<ToolOutput> outputs = requests.get(requests.size() - 1).toolOutputs();
        return outputs.get(outputs.size() - 1).text();
    }
}
