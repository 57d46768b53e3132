package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

/** The order of the arguments decides over what codex makes of them, so it is written down here. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Needs the permissions and names of POSIX file systems")
class ExecCommandTest {

    private final ConfigTree config = new ConfigTree();
    private List<Path> additional = List.of();
    private boolean skipGitRepoCheck;
    private boolean ephemeral;

    private final TurnFiles files = new TurnFiles();

    @AfterEach
    void deleteFiles() {
        files.close();
    }

    private ExecCommand command(String threadId, TurnInput input, JsonNode schema) {
        TurnSettings settings = new TurnSettings(Path.of("/srv/project"), additional, skipGitRepoCheck, ephemeral, config,
                Duration.ZERO, Duration.ZERO);
        return ExecCommand.of(new TurnRequest(Optional.ofNullable(threadId), input, settings,
                Optional.ofNullable(schema), TurnHost.DECLINING), files, false);
    }

    @Test
    void aNewThread() {
        assertThat(command(null, TurnInput.of("hello"), null))
                .isEqualTo(new ExecCommand(List.of("exec", "--json", "--cd", "/srv/project"), "hello"));
    }

    @Test
    void aResumedThread() {
        assertThat(command("id", TurnInput.of("hello"), null).arguments())
                .containsExactly("exec", "--json", "--cd", "/srv/project", "resume", "id");
    }

    @Test
    void everythingAtOnce() {
        config.set("model", "m");
        config.set("features.x", true);
        additional = List.of(Path.of("/a"), Path.of("/b c"));
        skipGitRepoCheck = true;
        ephemeral = true;
        TurnInput input = TurnInput.of("one").image(Path.of("x.png")).andText("two").image(Path.of("/abs/y.png"));

        ExecCommand command = command("id", input, JsonNodeFactory.instance.objectNode());

        String schema = command.arguments().get(command.arguments().indexOf("--output-schema") + 1);
        assertThat(Path.of(schema)).hasContent("{}");
        assertThat(command.arguments()).containsExactly("exec", "--json", "--config", "model=\"m\"", "--config",
                "features.x=true", "--cd", "/srv/project", "--add-dir", "/a", "--add-dir", "/b c", "--skip-git-repo-check",
                "--ephemeral", "--output-schema", schema, "resume", "id", "--image", "/srv/project/x.png", "--image",
                "/abs/y.png");
        assertThat(command.prompt()).isEqualTo("one\n\ntwo");
    }

    @Test
    void aNewThreadWithImages() {
        assertThat(command(null, TurnInput.of("?").image(Path.of("x.png")), null).arguments())
                .containsExactly("exec", "--json", "--cd", "/srv/project", "--image", "/srv/project/x.png");
    }

    @Test
    void aSkillIsNotPossible() {
        assertThatThrownBy(() -> command(null, TurnInput.of("?").skill("s", Path.of("/s")), null))
                .isInstanceOfSatisfying(CodexUnsupportedException.class, e -> assertThat(e.feature()).isEqualTo("skill"))
                .hasMessage(
                        "A skill as input is not possible on the exec transport, which starts codex without a way to talk to"
                                + " it while it runs; the app-server transport of codex has it");
    }

    @Test
    void askingBeforeEveryCommandIsNotPossible() {
        config.set("approval_policy", "untrusted");

        assertThatThrownBy(() -> command(null, TurnInput.of("?"), null))
                .isInstanceOfSatisfying(CodexUnsupportedException.class,
                        e -> assertThat(e.feature()).isEqualTo("approval-policy=untrusted"))
                .hasMessageStartingWith("The approval policy 'untrusted' is not possible on the exec transport");
    }

    @Test
    void anImageNeedsAText() {
        assertThatThrownBy(() -> command(null, TurnInput.of(" ").image(Path.of("x.png")), null))
                .isInstanceOfSatisfying(CodexUnsupportedException.class,
                        e -> assertThat(e.feature()).isEqualTo("input-without-text"))
                .hasMessageStartingWith("An input without a text is not possible on the exec transport");
    }

    @Test
    void settingsTellNoSecrets() {
        assertThat(new ExecSettings(ClientProperties.OF_DEFAULT, Optional.empty(), Map.of("CODEX_API_KEY", "sk-1"),
                new Secrets(List.of()), 1, 1,
                Duration.ZERO, ToolEndpoint.MISSING, ToolReach.LOCAL)).hasToString("ExecSettings[default]");
    }
}
