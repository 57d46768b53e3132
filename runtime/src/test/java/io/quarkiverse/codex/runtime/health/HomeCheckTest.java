package io.quarkiverse.codex.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.runtime.host.ClientProperties;

class HomeCheckTest {

    @TempDir
    Path home;

    private HomeCheck check(boolean hasKey, Map<String, String> config) {
        return new HomeCheck(ClientProperties.OF_DEFAULT, Map.of("CODEX_HOME", home.toString(), "SET", "value"), hasKey,
                config, false);
    }

    @Test
    void aKeyOrALoginWillDo() throws IOException {
        assertThat(check(false, Map.of()).loginProblem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("quarkus.codex.api-key", "codex login"));
        assertThat(check(true, Map.of()).loginProblem()).isEmpty();

        Files.createFile(home.resolve("auth.json"));
        assertThat(check(false, Map.of()).loginProblem()).isEmpty();
    }

    @Test
    void anotherProviderHasItsOwnKey() {
        assertThat(check(false, Map.of("model_provider", "mine")).loginProblem()).isEmpty();
        assertThat(check(false, Map.of("model_provider", "mine", "model_providers.mine.env_key", "SET")).loginProblem())
                .isEmpty();
        assertThat(check(false, Map.of("model_provider", "mine", "model_providers.mine.env_key", "UNSET")).loginProblem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("UNSET").doesNotContain("value"));
    }

    @Test
    void whatItsOwnConfigurationSaysOfAnotherLoginCounts() throws IOException {
        Files.writeString(home.resolve("config.toml"), "model = \"some\"\n");
        assertThat(check(false, Map.of()).loginProblem()).isPresent();

        Files.writeString(home.resolve("config.toml"), "cli_auth_credentials_store = \"keyring\"\n");
        assertThat(check(false, Map.of()).loginProblem()).isEmpty();
    }

    @Test
    void aHomeThatIsNamedHasToBeThere() throws IOException {
        assertThat(check(true, Map.of()).problem()).isEmpty();

        Files.delete(home);
        assertThat(check(true, Map.of()).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("create it", "quarkus.codex.home"));
        assertThat(
                new HomeCheck(ClientProperties.OF_DEFAULT, Map.of("HOME", home.getParent().toString()), true, Map.of(), false)
                        .problem())
                .isEmpty();
    }

    @Test
    void oneThatTheClientMakesNeedNotBeThere() {
        Map<String, String> environment = Map.of("CODEX_HOME", home.resolve("not/there/yet").toString());
        assertThat(new HomeCheck(ClientProperties.OF_DEFAULT, environment, true, Map.of(), false).problem()).isPresent();
        assertThat(new HomeCheck(ClientProperties.OF_DEFAULT, environment, true, Map.of(), true).problem()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Needs the permissions and names of POSIX file systems")
    void codexHasToWriteThere() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(home), "root writes anywhere");

            assertThat(check(true, Map.of()).problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("cannot write"));
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
