package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.COMPLETED;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.THREAD_ID;
import static io.quarkiverse.codex.it.fake.FakeCodex.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;

/** What codex is started with. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class EnvironmentTest {

    private static final String KEY = "sk-test-0123456789abcdef";
    private static final String NOTE_ALL = "env > \"$FAKE_CODEX/env\"; pwd > \"$FAKE_CODEX/pwd\"; cat > \"$FAKE_CODEX/prompt\"\n"
            + "for argument in \"$@\"; do printf '%s\\n' \"$argument\"; done > \"$FAKE_CODEX/arguments\"";

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        codex.content("env").lines().filter(line -> line.indexOf('=') > 0).forEach(
                line -> environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return environment;
    }

    @Test
    void theEnvironmentIsInheritedAndExtended() {
        codex.script(NOTE_ALL, OPENED, COMPLETED);

        codex.thread("home", codex.workspace().toString(), "api-key", KEY, "env.GREETING", "hello world").runAndAwait("hello");

        assertThat(environment()).containsEntry("CODEX_HOME", codex.workspace().toString())
                .containsEntry("CODEX_API_KEY", KEY)
                .containsEntry("CODEX_INTERNAL_ORIGINATOR_OVERRIDE", "quarkus_codex")
                .containsEntry("GREETING", "hello world")
                .containsKeys(System.getenv().keySet().stream().filter(name -> name.matches("[A-Z]+") && !name.equals("PWD"))
                        .toArray(String[]::new));
    }

    @Test
    void theEnvironmentIsNotInherited() {
        codex.script(NOTE_ALL, OPENED, COMPLETED);

        codex.thread("inherit-env", "false", "env.GREETING", "hello").runAndAwait("hello");

        assertThat(environment()).containsEntry("PATH", System.getenv("PATH")).containsEntry("GREETING", "hello");
        // The shell adds some of its own.
        assertThat(environment().keySet()).allMatch(name -> name.matches("PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TMP|TEMP|LANG"
                + "|LANGUAGE|TZ|SSL_CERT_FILE|SSL_CERT_DIR|LC_.*|GREETING|FAKE_CODEX|QUARKUS_CODEX_PROCESS"
                + "|CODEX_INTERNAL_ORIGINATOR_OVERRIDE|PWD|OLDPWD|SHLVL|_"));
    }

    @Test
    void whatIsConfiguredGoesBeforeWhatIsInherited() {
        codex.script(NOTE_ALL, OPENED, COMPLETED);

        codex.thread("env.HOME", "/elsewhere", "env.CODEX_API_KEY", "other", "api-key", KEY).runAndAwait("hello");

        assertThat(environment()).containsEntry("HOME", "/elsewhere").containsEntry("CODEX_API_KEY", "other");
    }

    @Test
    void theKeyIsNotAmongTheArguments() {
        codex.script(NOTE_ALL, OPENED, COMPLETED);

        codex.thread("api-key", KEY).runAndAwait("hello");

        assertThat(codex.content("arguments")).doesNotContain(KEY).startsWith("exec\n--json\n");
    }

    @Test
    void thePromptGoesToStandardInput() throws IOException {
        codex.script(NOTE_ALL, OPENED, COMPLETED);
        Path image = Files.writeString(codex.workspace().resolve("a b.png"), "png");

        codex.client("skip-git-repo-check", "true").resumeThread(THREAD_ID).runAndAwait(
                TurnInput.of("Grüße, \"quoted\" $HOME").image(Path.of("a b.png")).andText("and\nmore ✓"), TurnOptions.NONE);

        assertThat(codex.content("prompt")).isEqualTo("Grüße, \"quoted\" $HOME\n\nand\nmore ✓");
        assertThat(codex.content("pwd").strip()).isEqualTo(codex.workspace().toString());
        assertThat(codex.content("arguments").lines()).containsExactly("exec", "--json", "--config",
                "sandbox_mode=\"read-only\"", "--config", "features.shell_snapshot=false", "--config",
                "shell_environment_policy.ignore_default_excludes=false", "--cd",
                codex.workspace().toString(), "--skip-git-repo-check", "resume", THREAD_ID, "--image", image.toString());
    }

    @Test
    void theSchemaIsAFileThatOnlyItsOwnerCanRead() throws IOException {
        codex.script("ls -l \"$(cat \"$FAKE_CODEX/schemas\")\" > \"$FAKE_CODEX/rights\"",
                "cat \"$(cat \"$FAKE_CODEX/schemas\")\" > \"$FAKE_CODEX/schema\"", OPENED, COMPLETED);
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],"
                + "\"additionalProperties\":false}";

        codex.thread().runAndAwait("hello", TurnOptions.builder().outputSchema(new ObjectMapper().readTree(schema)).build());

        assertThat(codex.content("rights")).startsWith("-rw-------");
        assertThat(codex.content("schema")).isEqualTo(schema);
        assertThat(codex.schemas()).hasSize(1);
    }

    @Test
    void secretsAreNotInFailures() {
        codex.script("echo \"key $CODEX_API_KEY and $SERVICE_TOKEN\" >&2", "exit 1");

        assertThatThrownBy(() -> codex.thread("api-key", KEY, "env.SERVICE_TOKEN", "token-4711").runAndAwait("hello"))
                .isInstanceOfSatisfying(CodexProcessException.class,
                        e -> assertThat(e.standardError()).isEqualTo("key ***** and *****\n"))
                .hasMessage("codex ended with exit code 1 before the turn was over; the last it said was: key ***** and *****");
    }

    @Test
    void secretsAreNotInTheFailureOfATurn() {
        codex.script(OPENED, failed("401: bad key " + KEY), "exit 1");

        assertThatThrownBy(() -> codex.thread("api-key", KEY).runAndAwait("hello"))
                .isExactlyInstanceOf(CodexTurnFailedException.class)
                .hasMessage("The turn failed: 401: bad key *****");
    }

    @Test
    void halfASecretIsNotKeptEither() {
        codex.script("i=0; while [ $i -lt 300 ]; do echo \"key $CODEX_API_KEY\" >&2; i=$((i+1)); done", "exit 1");

        assertThatThrownBy(() -> codex.thread("api-key", KEY, "standard-error-limit", "1000").runAndAwait("hello"))
                .isInstanceOfSatisfying(CodexProcessException.class, e -> assertThat(e.standardError().lines().skip(1))
                        .isNotEmpty().allMatch("key *****"::equals));
    }
}
