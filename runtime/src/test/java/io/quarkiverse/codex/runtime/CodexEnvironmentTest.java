package io.quarkiverse.codex.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

class CodexEnvironmentTest {

    private static final Map<String, String> OWN = Map.of("PATH", "/bin", "HOME", "/home/me", "Lc_All", "C",
            "DATABASE_PASSWORD",
            "geheim", "CODEX_HOME", "/inherited", "SystemRoot", "C:\\Windows");

    @Test
    void theEnvironmentIsInherited() {
        assertThat(CodexEnvironment.of(ClientProperties.OF_DEFAULT, Configs.of(), OWN)).containsAllEntriesOf(OWN)
                .containsEntry("CODEX_INTERNAL_ORIGINATOR_OVERRIDE", "quarkus_codex").hasSize(OWN.size() + 1);
    }

    @Test
    void onlyWhatIsNeededIsInherited() {
        assertThat(CodexEnvironment.of(ClientProperties.OF_DEFAULT, Configs.of("inherit-env", "false"), OWN)).containsOnlyKeys(
                "PATH", "HOME", "Lc_All",
                "SystemRoot", "CODEX_INTERNAL_ORIGINATOR_OVERRIDE");
    }

    @Test
    void whatIsConfiguredGoesBefore() {
        assertThat(CodexEnvironment.of(ClientProperties.OF_DEFAULT,
                Configs.of("home", "relative", "api-key", "sk-1", "env.PATH", "/other", "env.X", "=y"),
                OWN)).containsEntry("CODEX_HOME", Path.of("relative").toAbsolutePath().toString())
                .containsEntry("CODEX_API_KEY", "sk-1").containsEntry("PATH", "/other").containsEntry("X", "=y");
    }

    @Test
    void aVariableThatCannotBeIsRefused() {
        for (String[] variable : new String[][] { { "A=B", "c" }, { "A", "b\0c" }, { "A\0B", "c" } }) {
            assertThatThrownBy(() -> CodexEnvironment.of(ClientProperties.OF_DEFAULT,
                    Configs.of("env.\"" + variable[0] + "\"", variable[1]), OWN))
                    .isExactlyInstanceOf(CodexConfigurationException.class)
                    .hasMessage("quarkus.codex.env.\"" + variable[0] + "\" cannot be an environment variable: a name has at"
                            + " least one character and no '=', and neither name nor value a NUL character");
        }
    }

    @Test
    void namesTellSecrets() {
        assertThat(new String[] { "CODEX_API_KEY", "my_token", "TOKEN_OF", "ClientSecret", "DB_PASSWORD" })
                .allMatch(CodexEnvironment::isSecret);
        assertThat(new String[] { "KEYBOARD", "PATH", "HOME" }).noneMatch(CodexEnvironment::isSecret);
    }

    @ParameterizedTest
    @ValueSource(strings = { "app-server.max-message-size", "standard-error-limit" })
    void aSizeThatCannotBeIsRefused(String property) {
        for (String[] size : new String[][] { { "0", "0" }, { "2G", "2147483648" }, { "5T", "5497558138880" } }) {
            assertThatThrownBy(() -> ClientFactory.create("x", Configs.of(property, size[0]), new ObjectMapper(), List.of()))
                    .isExactlyInstanceOf(CodexConfigurationException.class)
                    .hasMessage("quarkus.codex.\"x\"." + property + " is " + size[1]
                            + " bytes: choose a size between 1 byte and 2 GiB");
        }
    }

    @Test
    void aClientBearsItsName() {
        try (var client = ClientFactory.create("reviewer", Configs.of("api-key", "sk-123456", "env.MY_TOKEN", "abcdef"),
                new ObjectMapper(), List.of())) {
            assertThat(client.name()).isEqualTo("reviewer");
        }
    }
}
