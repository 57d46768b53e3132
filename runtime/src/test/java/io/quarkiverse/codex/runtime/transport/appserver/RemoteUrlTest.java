package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.ClientFactory;
import io.quarkiverse.codex.runtime.Configs;
import io.quarkiverse.codex.runtime.host.ClientProperties;

class RemoteUrlTest {

    private static final String TOKEN = "capability-1234";

    @ParameterizedTest
    @CsvSource({ "ws://localhost:4500,ws://localhost:4500", "WSS://Codex.Example.com,wss://codex.example.com:443",
            "ws://[::1]/,ws://[::1]:80", "wss://a:1/path?key=secret,wss://a:1/path", " ws://127.9.9.9:1 ,ws://127.9.9.9:1" })
    void urlsAreReadAndShownWithoutTheirQuery(String url, String shown) {
        assertThat(RemoteUrl.parse(ClientProperties.OF_DEFAULT, List.of(url), true)).singleElement().hasToString(shown);
    }

    @Test
    void sameUrlTwiceIsOneServer() {
        assertThat(RemoteUrl.parse(ClientProperties.OF_DEFAULT,
                List.of("ws://localhost:1", "ws://localhost:1/", "ws://localhost:2"), true))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ws://codex:4500", "ws://10.0.0.1", "ws://127.0.0.1.example.com", "ws://localhost.example.com",
            "ws://127.0.0.256", "ws://1127.0.0.1", "ws://0.0.0.0", "ws://[::2]", "ws://[::ffff:10.0.0.1]", "ws://localhost." })
    void tokenIsRefusedWithoutTlsBeyondThisMachine(String url) {
        assertThatThrownBy(() -> RemoteUrl.parse(ClientProperties.OF_DEFAULT, List.of("wss://other", url), true))
                .isInstanceOf(CodexConfigurationException.class).hasMessageMatching("(?s).*(without TLS|without a host).*");
    }

    @Test
    void withoutATokenThereIsNothingToProtect() {
        assertThat(RemoteUrl.parse(ClientProperties.OF_DEFAULT, List.of("ws://codex:4500"), false)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "codex:4500", "//codex", "http://codex", "https://codex", "unix:///tmp/codex", "wss://",
            "wss:codex",
            "wss://codex:0", "wss://codex:65536", "wss://user:secret@codex", "wss://codex#part", "wss://co dex/secret" })
    void whatIsNoWebSocketUrlIsRefused(String url) {
        assertThatThrownBy(() -> RemoteUrl.parse(ClientProperties.OF_DEFAULT, List.of(url), false))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("quarkus.codex.remote.url")
                .hasMessageNotContaining("secret").hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({ "remote.token,two words,ASCII", "remote.token,capability-1234\u00e9,ASCII",
            "remote.connect-timeout,0S,connect-timeout",
            "api-key,capability-1234,login of its own", "remote.tls-configuration-name,missing,TLS registry" })
    void whatCannotWorkIsRefusedWhenTheClientIsMade(String property, String value, String why) {
        assertThatThrownBy(() -> create("remote.url", "wss://codex.example.com", property, value))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("quarkus.codex.\"reviewer\".")
                .hasMessageContaining(why).hasMessageNotContaining(TOKEN);
    }

    /** There is not even a network to send it by. */
    @Test
    void tokenInTheClearIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> create("remote.url", "ws://codex.example.com", "remote.token", TOKEN))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("without TLS")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> create()).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("remote.url is missing");
    }

    @Test
    void settingsDoNotShowTheToken() {
        RemoteSettings settings = new RemoteSettings(RemoteUrl.parse(ClientProperties.OF_DEFAULT, List.of("wss://codex"), true),
                Optional.of(TOKEN), Optional.empty(), Duration.ZERO, Duration.ZERO,
                null);

        assertThat(settings).hasToString("RemoteSettings[wss://codex:443]");
    }

    private static void create(String... properties) {
        String[] all = new String[properties.length + 2];
        System.arraycopy(properties, 0, all, 0, properties.length);
        all[properties.length] = "transport";
        all[properties.length + 1] = "remote";
        ClientFactory.create("reviewer", Configs.of(all), new ObjectMapper(), List.of(), Network.of(() -> {
            throw new AssertionError("nothing is to be sent");
        }));
    }
}
