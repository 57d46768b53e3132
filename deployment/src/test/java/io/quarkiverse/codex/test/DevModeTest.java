package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;

class DevModeTest {

    private static final ScriptedModel MODEL = new ScriptedModel();

    @TempDir
    static Path home;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(TurnRoutes.class)
                    .addAsResource(DevModeConfiguration.of(MODEL, home), "application.properties"));

    @TestHTTPResource("/turn")
    URI turn;

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    void aReloadEndsTheTurnsThatRun() throws Exception {
        MODEL.when("think").stall();
        MODEL.when("hello").reply("Hi!");
        HttpClient client = HttpClient.newHttpClient();
        CompletableFuture<HttpResponse<String>> endless = client.sendAsync(request("think"), BodyHandlers.ofString());
        MODEL.awaitStalled("think", Duration.ofSeconds(30));
        List<String> before = CodexProcesses.codexes();
        assertThat(before).hasSize(1);

        APPLICATION.modifySourceFile(TurnRoutes.class, source -> source.replace("before: ", "after: "));
        HttpResponse<String> response = client.send(request("hello"), BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("after: Hi!");
        // The application that was edited has an app-server of its own.
        assertThat(CodexProcesses.codexes()).hasSize(1).doesNotContainAnyElementsOf(before);
        // Its connection is closed by the reload, maybe later than the next request is answered.
        assertThat(endless.handle((answer, failure) -> true).get(30, TimeUnit.SECONDS)).isTrue();
    }

    private HttpRequest request(String prompt) {
        return HttpRequest.newBuilder(URI.create(turn + "?prompt=" + prompt)).build();
    }
}
