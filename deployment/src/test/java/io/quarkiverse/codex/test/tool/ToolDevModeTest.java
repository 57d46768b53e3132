package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.test.DevModeConfiguration;
import io.quarkiverse.codex.test.TurnRoutes;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;

class ToolDevModeTest {

    private static final ScriptedModel MODEL = new ScriptedModel();

    @TempDir
    static Path home;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(TurnRoutes.class, DevModeTools.class)
                    .addAsResource(DevModeConfiguration.of(MODEL, home), "application.properties"));

    @TestHTTPResource("/turn")
    URI turn;

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    void theNextThreadSeesAChangedTool() throws Exception {
        MODEL.when("say").then(ToolTransport.APP_SERVER.call("say", Map.of())).reply("said");

        assertThat(descriptionAndAnswer()).isEqualTo("Says what it was before: before");

        APPLICATION.modifySourceFile(DevModeTools.class, source -> source.replace("before", "after"));

        assertThat(descriptionAndAnswer()).isEqualTo("Says what it was after: after");
    }

    private String descriptionAndAnswer() throws Exception {
        MODEL.clear();
        assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(turn + "?prompt=say")).build(),
                BodyHandlers.ofString()).body()).isEqualTo("before: said");
        ModelRequest last = MODEL.requestsFor("say").get(1);
        return StreamSupport.stream(last.json().path("tools").spliterator(), false)
                .filter(tool -> tool.path("name").asText().equals("say"))
                .map((JsonNode tool) -> tool.path("description").asText())
                .collect(Collectors.joining()) + ": " + last.toolOutputs().get(0).text();
    }
}
