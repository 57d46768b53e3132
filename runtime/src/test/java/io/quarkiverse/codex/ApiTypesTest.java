package io.quarkiverse.codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.event.TurnError;

class ApiTypesTest {

    @Test
    void usageIsAddedUp() {
        Usage one = Usage.of(1, 2, 3, 4, 5);
        Usage sum = one.plus(Usage.of(10, 20, 30, 40, 50));

        assertThat(sum).isEqualTo(Usage.of(11, 22, 33, 44, 55)).hasSameHashCodeAs(Usage.of(11, 22, 33, 44, 55))
                .isNotEqualTo(one).isNotEqualTo("usage");
        assertThat(sum.totalTokens()).isEqualTo(55);
        assertThat(List.of(sum.inputTokens(), sum.cachedInputTokens(), sum.cacheWriteInputTokens(), sum.outputTokens(),
                sum.reasoningOutputTokens())).containsExactly(11L, 22L, 33L, 44L, 55L);
        assertThat(one.plus(Usage.ZERO)).isEqualTo(one);
        assertThat(sum).hasToString("Usage[inputTokens=11, cachedInputTokens=22, cacheWriteInputTokens=33, outputTokens=44,"
                + " reasoningOutputTokens=55]");
    }

    @Test
    void whatIsNotKnownStaysNotKnown() {
        assertThat(Usage.UNKNOWN.isKnown()).isFalse();
        assertThat(Usage.ZERO.isKnown()).isTrue();
        assertThat(Usage.UNKNOWN).isNotEqualTo(Usage.ZERO).hasToString("Usage[unknown]");
        assertThat(Usage.UNKNOWN.plus(Usage.of(1, 0, 0, 1, 0))).isEqualTo(Usage.UNKNOWN);
        assertThat(Usage.of(1, 0, 0, 1, 0).plus(Usage.UNKNOWN)).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void anInputDoesNotShowItsText() {
        TurnInput input = TurnInput.text("private").image(Path.of("a.png")).andText("secret").skill("s", Path.of("/s"));

        assertThat(input).hasToString("TurnInput[Text, Image, Text, Skill]");
        assertThat(input.parts().get(0)).hasToString("Text[7 characters]");
        assertThat(input.parts()).hasSize(4).isUnmodifiable();
        assertThat(TurnInput.of("a")).isEqualTo(TurnInput.text("a")).hasSameHashCodeAs(TurnInput.text("a"))
                .isNotEqualTo(TurnInput.of("b")).isNotEqualTo("a");
    }

    @Test
    void anInputIsNotChangedByWhatIsAdded() {
        TurnInput input = TurnInput.of("a");
        input.andText("b");

        assertThat(input.parts()).hasSize(1);
    }

    @Test
    void nothingIsNoInput() {
        assertThatNullPointerException().isThrownBy(() -> TurnInput.of(null)).withMessage("text");
        assertThatNullPointerException().isThrownBy(() -> TurnInput.of("a").image((Path) null)).withMessage("file");
        assertThatNullPointerException().isThrownBy(() -> TurnInput.of("a").skill(null, Path.of("x"))).withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> TurnInput.of("a").skill("x", null)).withMessage("path");
    }

    @Test
    void optionsOfAThreadAreWhatWasSet() {
        List<Path> directories = new ArrayList<>(List.of(Path.of("a")));
        ThreadOptions.Builder builder = ThreadOptions.builder().model("m").reasoningEffort("low")
                .sandboxMode(SandboxMode.READ_ONLY).approvalMode(ApprovalMode.NEVER).networkAccess(true)
                .webSearch(WebSearchMode.LIVE).workingDirectory(Path.of("w")).additionalDirectories(directories)
                .skipGitRepoCheck(true).developerInstructions("d").ephemeral(true).timeout(Duration.ofSeconds(1))
                .idleTimeout(Duration.ofSeconds(2)).config("k", 1);
        ThreadOptions options = builder.build();
        directories.add(Path.of("b"));
        builder.config("later", 2);

        assertThat(options.model()).contains("m");
        assertThat(options.reasoningEffort()).contains("low");
        assertThat(options.sandboxMode()).contains(SandboxMode.READ_ONLY);
        assertThat(options.approvalMode()).contains(ApprovalMode.NEVER);
        assertThat(options.networkAccess()).contains(true);
        assertThat(options.webSearch()).contains(WebSearchMode.LIVE);
        assertThat(options.workingDirectory()).contains(Path.of("w"));
        assertThat(options.additionalDirectories()).contains(List.of(Path.of("a")));
        assertThat(options.skipGitRepoCheck()).contains(true);
        assertThat(options.developerInstructions()).contains("d");
        assertThat(options.ephemeral()).contains(true);
        assertThat(options.timeout()).contains(Duration.ofSeconds(1));
        assertThat(options.idleTimeout()).contains(Duration.ofSeconds(2));
        assertThat(options.config()).isEqualTo(Map.of("k", 1)).isUnmodifiable();
        assertThat(ThreadOptions.NONE.model()).isEmpty();
        assertThat(ThreadOptions.NONE.additionalDirectories()).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> builder.config(null, 1)).withMessage("key");
    }

    @Test
    void optionsOfATurnAreWhatWasSet() {
        TurnOptions options = TurnOptions.builder().model("m").reasoningEffort("low").sandboxMode(SandboxMode.READ_ONLY)
                .approvalMode(ApprovalMode.NEVER).networkAccess(false).webSearch(WebSearchMode.LIVE)
                .workingDirectory(Path.of("w")).additionalDirectories(List.of(Path.of("a")))
                .outputSchema(JsonNodeFactory.instance.objectNode()).timeout(Duration.ofSeconds(1))
                .idleTimeout(Duration.ofSeconds(2)).config("k", 1).build();

        assertThat(options.model()).contains("m");
        assertThat(options.reasoningEffort()).contains("low");
        assertThat(options.sandboxMode()).contains(SandboxMode.READ_ONLY);
        assertThat(options.approvalMode()).contains(ApprovalMode.NEVER);
        assertThat(options.networkAccess()).contains(false);
        assertThat(options.webSearch()).contains(WebSearchMode.LIVE);
        assertThat(options.workingDirectory()).contains(Path.of("w"));
        assertThat(options.additionalDirectories()).contains(List.of(Path.of("a")));
        assertThat(options.outputSchema()).contains(JsonNodeFactory.instance.objectNode());
        assertThat(options.timeout()).contains(Duration.ofSeconds(1));
        assertThat(options.idleTimeout()).contains(Duration.ofSeconds(2));
        assertThat(options.config()).isEqualTo(Map.of("k", 1));
        assertThatNullPointerException().isThrownBy(() -> TurnOptions.builder().config(null, 1)).withMessage("key");
    }

    @Test
    void exceptionsTellWhatTheyKnow() {
        assertThat(new CodexTimeoutException("m", CodexTimeoutException.Kind.IDLE, Duration.ofSeconds(3)))
                .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(3)));
        assertThat(new CodexTurnFailedException("m", null, new TurnError("e")).threadId()).isEmpty();
        assertThat(new CodexProcessException("m", new IllegalStateException()).standardError()).isEmpty();
        assertThat(new CodexStructuredOutputException("m", "raw", List.of("v"), null, null).violations()).isUnmodifiable();
        assertThatThrownBy(() -> {
            throw new CodexThreadNotFoundException("m", "id");
        }).isInstanceOf(CodexException.class).isInstanceOf(RuntimeException.class).hasMessage("m");
    }
}
