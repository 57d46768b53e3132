package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.WebSearchMode;
import io.quarkiverse.codex.runtime.Configs;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

class OptionLayersTest {

    private static final Map<String, Object> NO_SECRETS = Map.of("ignore_default_excludes", false);

    private static final Path HERE = Path.of("").toAbsolutePath();

    private static TurnSettings resolve(ThreadOptions thread, TurnOptions turn, String... client) {
        return new OptionLayers(Configs.of(client)).resolve(thread, turn);
    }

    private static Map<String, Object> config(ThreadOptions thread, TurnOptions turn, String... client) {
        return resolve(thread, turn, client).config().values();
    }

    @Test
    void withoutAnythingThereAreTheDefaults() {
        TurnSettings settings = resolve(ThreadOptions.NONE, TurnOptions.NONE);

        assertThat(settings.config().values())
                .isEqualTo(Map.of("sandbox_mode", "read-only", "shell_environment_policy", NO_SECRETS, "features",
                        Map.of("shell_snapshot", false)));
        assertThat(settings.workingDirectory()).isEqualTo(HERE);
        assertThat(settings.additionalDirectories()).isEmpty();
        assertThat(settings.skipGitRepoCheck()).isFalse();
        assertThat(settings.ephemeral()).isFalse();
        assertThat(settings.turnTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theClientGoesBeforeTheDefaults() {
        TurnSettings settings = resolve(ThreadOptions.NONE, TurnOptions.NONE, "model", "m", "reasoning-effort", "low",
                "sandbox-mode", "workspace-write", "approval-policy", "on-request", "network-access", "true", "web-search",
                "live", "developer-instructions", "be nice", "shell-snapshot", "true", "base-url", "http://localhost/v1",
                "skip-git-repo-check", "true", "ephemeral", "true", "timeouts.turn", "5M", "timeouts.idle", "1M",
                "working-directory", "/srv/app", "additional-directories", "../other,/abs");

        assertThat(settings.config().values()).isEqualTo(Map.of("sandbox_mode", "workspace-write", "shell_environment_policy",
                NO_SECRETS, "features",
                Map.of("shell_snapshot", true), "model", "m", "model_reasoning_effort", "low", "approval_policy", "on-request",
                "sandbox_workspace_write", Map.of("network_access", true), "web_search", "live", "developer_instructions",
                "be nice", "openai_base_url", "http://localhost/v1"));
        assertThat(settings.workingDirectory()).isEqualTo(Path.of("/srv/app"));
        assertThat(settings.additionalDirectories()).containsExactly(Path.of("/srv/other"), Path.of("/abs"));
        assertThat(settings.skipGitRepoCheck()).isTrue();
        assertThat(settings.ephemeral()).isTrue();
        assertThat(settings.turnTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theThreadGoesBeforeTheClientAndTheTurnBeforeBoth() {
        ThreadOptions thread = ThreadOptions.builder().model("thread").reasoningEffort("medium")
                .sandboxMode(SandboxMode.WORKSPACE_WRITE).approvalMode(ApprovalMode.NEVER).networkAccess(false)
                .webSearch(WebSearchMode.CACHED).developerInstructions("thread").workingDirectory(Path.of("/thread"))
                .additionalDirectories(List.of(Path.of("t"))).skipGitRepoCheck(false).ephemeral(false)
                .timeout(Duration.ofSeconds(2)).idleTimeout(Duration.ofSeconds(1)).config("only.thread", 1).build();
        TurnOptions turn = TurnOptions.builder().model("turn").reasoningEffort("high").sandboxMode(SandboxMode.READ_ONLY)
                .approvalMode(ApprovalMode.ON_REQUEST).networkAccess(true).webSearch(WebSearchMode.LIVE)
                .workingDirectory(Path.of("relative/x/..")).additionalDirectories(List.of(Path.of("u")))
                .timeout(Duration.ZERO).idleTimeout(Duration.ofSeconds(9)).config("only.turn", 2).build();
        String[] client = { "model", "client", "reasoning-effort", "low", "skip-git-repo-check", "true", "ephemeral", "true",
                "config.\"only.client\"", "3", "working-directory", "/client", "additional-directories", "/c" };

        TurnSettings ofThread = resolve(thread, TurnOptions.NONE, client);
        assertThat(ofThread.config().values()).isEqualTo(Map.of("sandbox_mode", "workspace-write", "shell_environment_policy",
                NO_SECRETS, "features",
                Map.of("shell_snapshot", false), "model", "thread", "model_reasoning_effort", "medium", "approval_policy",
                "never", "sandbox_workspace_write", Map.of("network_access", false), "web_search", "cached",
                "developer_instructions", "thread", "only", Map.of("client", 3, "thread", 1)));
        assertThat(ofThread.workingDirectory()).isEqualTo(Path.of("/thread"));
        assertThat(ofThread.additionalDirectories()).containsExactly(Path.of("/thread/t"));
        assertThat(ofThread.skipGitRepoCheck()).isFalse();
        assertThat(ofThread.ephemeral()).isFalse();
        assertThat(ofThread.turnTimeout()).isEqualTo(Duration.ofSeconds(2));

        TurnSettings ofTurn = resolve(thread, turn, client);
        assertThat(ofTurn.config().values())
                .isEqualTo(Map.of("sandbox_mode", "read-only", "shell_environment_policy", NO_SECRETS, "features",
                        Map.of("shell_snapshot", false), "model", "turn", "model_reasoning_effort", "high", "approval_policy",
                        "on-request", "sandbox_workspace_write", Map.of("network_access", true), "web_search", "live",
                        "developer_instructions", "thread", "only", Map.of("client", 3, "thread", 1, "turn", 2)));
        assertThat(ofTurn.workingDirectory()).isEqualTo(HERE.resolve("relative"));
        assertThat(ofTurn.additionalDirectories()).containsExactly(HERE.resolve("relative/u"));
        assertThat(ofTurn.turnTimeout()).isZero();
        assertThat(ofTurn.idleTimeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void withinALayerTheTypedOptionGoesBefore() {
        assertThat(config(ThreadOptions.NONE, TurnOptions.NONE, "model", "typed", "config.model", "free"))
                .containsEntry("model", "typed");
        assertThat(config(ThreadOptions.builder().model("typed").config("model", "free").build(), TurnOptions.NONE))
                .containsEntry("model", "typed");
        assertThat(config(ThreadOptions.NONE, TurnOptions.builder().model("typed").config("model", "free").build()))
                .containsEntry("model", "typed");
    }

    @Test
    void aFreeValueOfAHigherLayerGoesBeforeATypedOneOfALower() {
        assertThat(config(ThreadOptions.builder().config("model", "thread").build(), TurnOptions.NONE, "model", "client"))
                .containsEntry("model", "thread");
        assertThat(config(ThreadOptions.builder().model("thread").build(),
                TurnOptions.builder().config("sandbox_mode", "danger-full-access").config("model", "turn").build()))
                .containsEntry("model", "turn").containsEntry("sandbox_mode", "danger-full-access");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "plain text|plain text", "true text|true text", "\"true\"|true", "\"12\"|12", "null|null", "1 2|1 2",
            "{\"a\"|{\"a\"", "[1,]|[1,]", "`-`|-", "NaN|NaN", "`'single'`|'single'" })
    void textStaysText(String text, String value) {
        assertThat(ConfigText.parse(text)).isEqualTo(value);
    }

    @Test
    void whatReadsAsJsonIsIt() {
        assertThat(ConfigText.parse("true")).isEqualTo(true);
        assertThat(ConfigText.parse(" 12 ")).isEqualTo(12);
        assertThat(ConfigText.parse("1.5")).isEqualTo(1.5);
        assertThat(ConfigText.parse("12345678901")).isEqualTo(12345678901L);
        assertThat(ConfigText.parse("[1, \"a\"]")).isEqualTo(List.of(1, "a"));
        assertThat(ConfigText.parse("{\"a\": {\"b\": false}}")).isEqualTo(Map.of("a", Map.of("b", false)));
        assertThat(ConfigText.parse("")).isEqualTo("");
    }
}
