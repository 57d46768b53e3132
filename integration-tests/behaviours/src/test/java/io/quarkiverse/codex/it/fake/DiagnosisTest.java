package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.THREAD_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexThreadNotFoundException;

/** What codex says when it refuses a turn. The texts are those of a real one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class DiagnosisTest {

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    private Throwable failureOf(String standardError) {
        codex.script("cat >&2 <<'END_OF_ERROR'\n" + standardError + "\nEND_OF_ERROR", "exit 1");
        return catchThrowable(() -> codex.client().resumeThread(THREAD_ID).runAndAwait("hello"));
    }

    @Test
    void theDirectoryIsNotTrusted() {
        assertThat(failureOf("Not inside a trusted directory and --skip-git-repo-check was not specified."))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage(
                        "The working directory " + codex.workspace() + " is not in a Git repository, which codex insists on:"
                                + " choose one that is, or set " + codex.property("skip-git-repo-check")
                                + "=true or ThreadOptions.skipGitRepoCheck(true)");
    }

    @Test
    void aValueIsNotOneOfThePossibleOnes() {
        assertThat(failureOf("Reading prompt from stdin...\nError loading config.toml: unknown variant `foo`, expected one of"
                + " `disabled`, `cached`, `indexed`, `live`\nin `web_search`\n"))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("codex refused its configuration: Error loading config.toml: unknown variant `foo`, expected one of"
                        + " `disabled`, `cached`, `indexed`, `live` in `web_search`. Look at " + codex.property("*")
                        + ", the thread's and"
                        + " the turn's options, and config.toml in codex' home");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Error: Model provider `nope` not found", "error: unexpected argument '--worktrees' found",
            "error: invalid value 'x' for '--sandbox <SANDBOX_MODE>'", "Error loading configuration: boom",
            "unknown configuration field `modle`" })
    void theConfigurationIsWrong(String standardError) {
        assertThat(failureOf(standardError)).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessageStartingWith("codex refused its configuration: " + standardError);
    }

    @Test
    void theThreadIsNotKnown() {
        String words = "Error: thread/resume: thread/resume failed: no rollout found for thread id " + THREAD_ID
                + " (code -32600)";

        assertThat(failureOf(words))
                .isInstanceOfSatisfying(CodexThreadNotFoundException.class, e -> assertThat(e.threadId()).isEqualTo(THREAD_ID))
                .hasMessage("codex knows no thread " + THREAD_ID + " in its home: start a new thread, or set "
                        + codex.property("home") + " to the home the thread was started in (" + words + ")");
    }

    @Test
    void theSchemaIsNotJson() {
        assertThat(failureOf("Output schema file /x/y.json is not valid JSON: expected value at line 1 column 1"))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("codex refused the output schema: Output schema file /x/y.json is not valid JSON: expected value at"
                        + " line 1 column 1");
    }

    @Test
    void anImageCannotBeRead() {
        assertThat(failureOf("Error: Failed to read image at /x/y.png")).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("codex refused an image: Error: Failed to read image at /x/y.png");
    }

    @Test
    void somethingElseIsSaid() {
        assertThat(failureOf("Error: the moon is full\nStack backtrace:\n   0: std::panic\n   1: main"))
                .isExactlyInstanceOf(CodexProcessException.class)
                .hasMessage(
                        "codex ended with exit code 1 before the turn was over; the last it said was: Error: the moon is full");
    }

    @Test
    void aLongLineIsCut() {
        assertThat(failureOf("x".repeat(700))).isExactlyInstanceOf(CodexProcessException.class)
                .hasMessageEndingWith(" the last it said was: " + "x".repeat(500) + "…");
    }

    @Test
    void anIdThatIsAnOptionIsRefused() {
        assertThatThrownBy(() -> codex.client().resumeThread("--last"))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("A thread's id does not begin with '-': use an id that CodexThread.id() or TurnResult.threadId()"
                        + " gave");
    }
}
