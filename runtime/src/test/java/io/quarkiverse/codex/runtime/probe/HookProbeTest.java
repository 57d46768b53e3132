package io.quarkiverse.codex.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.StandInModel;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class HookProbeTest {

    private static final Set<NativeHookPoint> POINTS = EnumSet.of(NativeHookPoint.PRE_TOOL_USE, NativeHookPoint.POST_TOOL_USE,
            NativeHookPoint.STOP);
    private static final Multi<TurnEvent> END = Multi.createFrom().item(new TurnCompleted(TurnStatus.COMPLETED, null, null));

    private TurnRequest probed;

    private Optional<String> probe(Function<TurnRequest, Multi<TurnEvent>> codex) {
        ConfigTree config = new ConfigTree();
        config.set("sandbox_mode", "read-only");
        config.set("mcp_servers.slow.url", "http://localhost/mcp");
        TurnSettings settings = new TurnSettings(Path.of("/somewhere"), List.of(Path.of("/else")), false, false, config,
                Duration.ZERO, Duration.ofSeconds(1));
        Transport transport = new Transport() {

            @Override
            public TurnExecution prepare(TurnRequest request, Runnable whenOver) {
                probed = request;
                return new TurnExecution() {

                    @Override
                    public Multi<TurnEvent> events() {
                        return Multi.createFrom().deferred(() -> codex.apply(request));
                    }

                    @Override
                    public Uni<Void> interrupt() {
                        return Uni.createFrom().voidItem();
                    }

                    @Override
                    public Uni<Void> steer(TurnInput input) {
                        return Uni.createFrom().voidItem();
                    }
                };
            }

            @Override
            public void close() {
                // It has nothing.
            }
        };
        return new HookProbe(ClientProperties.OF_DEFAULT, transport, () -> settings, POINTS, Duration.ofSeconds(30),
                Runnable::run).run().await().indefinitely();
    }

    private static void ask(TurnRequest request, NativeHookPoint... points) {
        for (NativeHookPoint point : points) {
            request.host().nativeHooks().ask(new NativeHookCall(point, JsonNodeFactory.instance.objectNode())).await()
                    .indefinitely();
        }
    }

    private static HttpResponse<String> askModel(StandInModel model, String token, String body) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(model.url() + "/responses"))
                    .header("Authorization", "Bearer " + token).header("User-Agent", "quarkus_codex/1.2.3 (Linux)")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCodexThatAsksEverywhereWillDo() {
        assertThat(probe(request -> {
            ask(request, NativeHookPoint.PRE_TOOL_USE, NativeHookPoint.POST_TOOL_USE, NativeHookPoint.STOP);
            return END;
        })).isEmpty();
    }

    @Test
    void namesWhereCodexDidNotAsk() {
        Optional<String> refusal = probe(request -> {
            askModel(request.model().get(), request.model().get().token(), "{}");
            ask(request, NativeHookPoint.PRE_TOOL_USE);
            return END;
        });

        assertThat(refusal).get().asString()
                .contains("codex 1.2.3 was tried out and did not ask the application's hooks at PostToolUse, Stop,")
                .contains("quarkus.codex.hooks.probe.enabled");
    }

    @Test
    void whatEndsEachTurnEndsTheProbeToo() {
        assertThat(probe(request -> {
            askModel(request.model().get(), request.model().get().token(), "{}");
            return Multi.createFrom().failure(new CodexProtocolException("the turn was ended"));
        })).get().asString().contains("PreToolUse, PostToolUse, Stop");
    }

    @Test
    void whatHasNothingToDoWithHooksIsAFailure() {
        assertThatThrownBy(() -> probe(request -> Multi.createFrom().failure(new CodexProtocolException("no JSON"))))
                .isInstanceOf(CodexProcessException.class).hasMessageContaining("no JSON").hasMessageContaining("tries again");
        assertThatThrownBy(() -> probe(request -> Multi.createFrom().failure(new CodexShutdownException("stopping"))))
                .isInstanceOf(CodexShutdownException.class);
    }

    @Test
    void isAClientsTurnThatKeepsNothing() {
        probe(request -> END);

        TurnSettings settings = probed.settings();
        assertThat(settings.ephemeral()).isTrue();
        assertThat(settings.config().text("sandbox_mode")).isEqualTo("read-only");
        assertThat(settings.config().text("approval_policy")).isEqualTo("never");
        assertThat(settings.config().values()).doesNotContainKey("mcp_servers");
        assertThat(settings.additionalDirectories()).isEmpty();
        assertThat(settings.workingDirectory()).doesNotExist();
        assertThat(probed.model().get().toString()).doesNotContain(probed.model().get().token());
        assertThatThrownBy(() -> askModel(probed.model().get(), probed.model().get().token(), "{}"))
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void itsModelKnowsItsPart() {
        probe(request -> {
            StandInModel model = request.model().get();
            assertThat(askModel(model, "another", "{}").statusCode()).isEqualTo(401);
            String tools = "{\"tools\":[{\"name\":\"exec_command\"}],\"input\":[%s]}";
            assertThat(askModel(model, model.token(), tools.formatted("")).body()).contains("function_call", "exit 0");
            assertThat(askModel(model, model.token(), tools.formatted("{\"type\":\"function_call_output\"}")).body())
                    .contains("output_text").doesNotContain("function_call");
            return END;
        });
    }
}
