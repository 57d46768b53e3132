package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigConflictException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexRpc;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.management.AccountInfo;
import io.quarkiverse.codex.management.CodexInfo;
import io.quarkiverse.codex.management.ConfigLayer;
import io.quarkiverse.codex.management.ConfigSnapshot;
import io.quarkiverse.codex.management.ConfigWrite;
import io.quarkiverse.codex.management.ModelInfo;
import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.management.SkillInfo;
import io.quarkiverse.codex.management.SkillList;
import io.quarkiverse.codex.testing.CodexBinary;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@Tag("app-server")
class AppServerManagementTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void codexSaysWhatItIs() {
        CodexInfo info = resultOf(codex.client().info());

        assertThat(info.version()).isEqualTo(CodexBinary.findOrInstall().version());
        assertThat(info.userAgent()).startsWith("quarkus_codex/" + info.version());
        assertThat(info.codexHome()).isEqualTo(codex.home().toString());
        assertThat(info.transport()).isEqualTo("app-server");
        assertThat(info.platformOs()).isNotEmpty();
        assertThat(info.raw().has("platformFamily")).isTrue();
    }

    @Test
    void modelsAreListedAndRemembered() {
        CodexClient client = codex.client();

        List<ModelInfo> models = resultOf(client.models().list());

        assertThat(models).isNotEmpty().allSatisfy(model -> {
            assertThat(model.model()).isNotEmpty();
            assertThat(model.raw().path("id").asText()).isEqualTo(model.id());
        }).anyMatch(ModelInfo::isDefault);
        assertThat(models.get(0).supportedReasoningEfforts()).contains(models.get(0).defaultReasoningEffort());
        assertThat(resultOf(client.models().list())).isSameAs(models);
        client.models().invalidate();
        assertThat(resultOf(client.models().list())).isNotSameAs(models).isEqualTo(models);
    }

    @Test
    void skillsOfTheRepositoryAreListed() throws IOException {
        Path skill = skill("draw", "Draws things");

        SkillList skills = resultOf(codex.client().skills().list());

        assertThat(skills.cwd()).isEqualTo(codex.workspace().toString());
        assertThat(skills.skills()).anySatisfy(found -> {
            assertThat(found.name()).isEqualTo("draw");
            assertThat(found.path()).isEqualTo(skill.toString());
            assertThat(found.description()).isEqualTo("Draws things");
            assertThat(found.scope()).isEqualTo("repo");
            assertThat(found.enabled()).isTrue();
        });
    }

    @Test
    void skillsAreReadAnewWhenAskedFor() throws IOException {
        CodexClient client = codex.client();
        assertThat(names(resultOf(client.skills().list(codex.workspace())))).doesNotContain("paint");
        skill("paint", "Paints things");

        SkillList skills = resultOf(client.skills().reload(codex.workspace()));

        assertThat(names(skills)).contains("paint");
    }

    @Test
    void brokenSkillIsAnError() throws IOException {
        Path file = skill("broken", "x");
        Files.writeString(file, "no front matter");

        SkillList skills = resultOf(codex.client().skills().list(codex.workspace()));

        assertThat(skills.errors()).anySatisfy(error -> {
            assertThat(error.path()).isEqualTo(file.toString());
            assertThat(error.message()).isNotEmpty();
        });
    }

    private Path skill(String name, String description) throws IOException {
        Files.createDirectories(codex.workspace().resolve(".git"));
        Path file = Files.createDirectories(codex.workspace().resolve(".codex/skills").resolve(name)).resolve("SKILL.md");
        return Files.writeString(file, "---\nname: " + name + "\ndescription: " + description + "\n---\nDo it.\n");
    }

    private static List<String> names(SkillList skills) {
        return skills.skills().stream().map(SkillInfo::name).toList();
    }

    @Test
    void configurationIsReadInLayers() throws IOException {
        Files.writeString(codex.home().resolve("config.toml"), "model_verbosity = \"low\"\n");

        ConfigSnapshot config = resultOf(codex.client().config().read(codex.workspace()));

        assertThat(config.config().path("model_verbosity").asText()).isEqualTo("low");
        assertThat(config.layers()).extracting(ConfigLayer::type).containsSubsequence("user", "system");
        assertThat(config.layers()).allSatisfy(layer -> assertThat(layer.version()).startsWith("sha256:"));
        ConfigLayer user = config.layer("user").orElseThrow();
        assertThat(user.file()).isEqualTo(codex.home().resolve("config.toml").toString());
        assertThat(user.config().path("model_verbosity").asText()).isEqualTo("low");
        assertThat(config.origins().path("model_verbosity").path("version").asText()).isEqualTo(user.version());
        assertThat(config.toString()).doesNotContain("model_verbosity");
    }

    @Test
    void configurationIsWrittenWithTheVersionThatWasRead() throws IOException {
        CodexClient client = codex.client();
        String read = resultOf(client.config().read()).userVersion();

        ConfigWrite first = resultOf(client.config().write("model_verbosity", "high", read));
        Throwable stale = failureOf(client.config().write("model_verbosity", "low", read));

        assertThat(first.overridden()).isFalse();
        assertThat(stale).isInstanceOfSatisfying(CodexConfigConflictException.class, conflict -> {
            assertThat(conflict.key()).isEqualTo("model_verbosity");
            assertThat(conflict.expectedVersion()).isEqualTo(read);
        });
        assertThat(Files.readString(codex.home().resolve("config.toml"))).contains("model_verbosity = \"high\"");
        resultOf(client.config().write("model_verbosity", null, first.version()));
        assertThat(Files.readString(codex.home().resolve("config.toml"))).doesNotContain("model_verbosity");
    }

    @Test
    void twoWritersDoNotOverwriteEachOther() {
        CodexClient one = codex.client();
        CodexClient other = codex.client();
        String read = resultOf(one.config().read()).userVersion();
        assertThat(resultOf(other.config().read()).userVersion()).isEqualTo(read);

        resultOf(one.config().write("model_verbosity", "high", read));

        assertThat(failureOf(other.config().write("model_verbosity", "low", read)))
                .isInstanceOf(CodexConfigConflictException.class);
    }

    @Test
    void valueThatIsWrongIsRefused() {
        assertThat(failureOf(codex.client().config().write("model", 5, null)))
                .isInstanceOfSatisfying(CodexRequestException.class, refused -> {
                    assertThat(refused.method()).isEqualTo("config/value/write");
                    assertThat(refused.reason()).contains("model");
                });
    }

    @Test
    void apiKeyIsAnAccount() {
        AccountInfo account = resultOf(codex.client("api-key", "sk-test-0123456789").account().state());

        assertThat(account.type()).isEqualTo("apiKey");
        assertThat(account.raw().toString()).doesNotContain("0123456789");
    }

    @Test
    void nobodyIsLoggedIn() {
        CodexClient client = codex.client();

        AccountInfo account = resultOf(client.account().state());

        assertThat(account.type()).isNull();
        assertThat(account.requiresOpenaiAuth()).isTrue();
        assertThat(failureOf(client.account().rateLimits())).isInstanceOf(CodexRequestException.class)
                .hasMessageContaining("authentication required");
        assertThat(failureOf(client.account().usage())).isInstanceOf(CodexRequestException.class)
                .hasMessageContaining("authentication required");
    }

    @Test
    void rawDoorLeadsToEveryMethod() {
        CodexRpc rpc = codex.client().rpc();

        JsonNode hooks = resultOf(rpc.request("hooks/list", Map.of("cwds", List.of(codex.workspace().toString()))));
        Diagnostics diagnostics = resultOf(rpc.request("server/diagnostics", Map.of(), Diagnostics.class));

        assertThat(hooks.path("data").path(0).path("cwd").asText()).isEqualTo(codex.workspace().toString());
        assertThat(diagnostics.process().id()).isPositive();
        assertThat(failureOf(rpc.request("server/diagnostics", Map.of(), Integer.class)))
                .isInstanceOf(CodexProtocolException.class).hasMessageContaining("server/diagnostics");
    }

    record Diagnostics(Process process) {

        record Process(long id) {
        }
    }

    @Test
    void unknownMethodIsUnsupportedByThisCodex() {
        CodexRpc rpc = codex.client().rpc();

        assertThat(failureOf(rpc.request("thread/levitate", Map.of())))
                .isInstanceOfSatisfying(CodexUnsupportedException.class,
                        unsupported -> assertThat(unsupported.feature()).isEqualTo("thread/levitate"))
                .hasMessageContaining(CodexBinary.findOrInstall().version()).hasMessageContaining("thread/levitate");
        Set<String> methods = resultOf(rpc.methods());
        assertThat(methods).contains("initialize", "thread/start", "turn/start").doesNotContain("thread/levitate");
        assertThat(resultOf(rpc.supports("review/start"))).isTrue();
        assertThat(resultOf(rpc.supports("thread/levitate"))).isFalse();
    }

    @Test
    void unknownValueIsNotMistakenForAnUnknownMethod() {
        assertThat(failureOf(codex.client().rpc().request("thread/list", Map.of("sourceKinds", List.of("nobody")))))
                .isInstanceOfSatisfying(CodexRequestException.class,
                        refused -> assertThat(refused.reason()).contains("unknown variant"));
    }

    @Test
    void rawRequestForAnUnknownThreadFailsWithItsType() {
        assertThat(failureOf(codex.client().rpc().request("thread/resume", Map.of("threadId",
                "0199a213-81c0-7800-8aa1-bbab2a035a53")))).isInstanceOf(CodexThreadNotFoundException.class);
    }

    @Test
    void notificationsOfAllThreadsAreHeard() {
        codex.model().when("one").reply("1");
        CodexClient client = codex.client();
        AssertSubscriber<RpcNotification> heard = client.rpc().notifications().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        CompletableFuture<RpcNotification> renamed = client.rpc().notifications()
                .filter(notification -> "thread/name/updated".equals(notification.method())).toUni()
                .subscribeAsCompletionStage();

        String id = resultOf(client.startThread().run("one")).threadId();
        resultOf(client.threads().rename(id, "First"));
        // It may come before the answer and after it.
        assertThat(renamed).succeedsWithin(Turns.PATIENCE);
        codex.close(client);

        heard.awaitCompletion(Turns.PATIENCE);
        assertThat(heard.getItems()).filteredOn(notification -> id.equals(notification.threadId()))
                .extracting(RpcNotification::method)
                .containsSubsequence("thread/started", "turn/started", "turn/completed", "thread/name/updated");
    }

    @Test
    void answersMayBeWaitedForWhereTheyArrive() {
        CodexClient client = codex.client();

        String version = resultOf(client.models().list().map(models -> client.info().await().atMost(Turns.PATIENCE).version()));

        assertThat(version).isNotEmpty();
    }
}
