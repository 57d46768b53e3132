package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

class SessionHooksTest {

    private static final TurnRequest REQUEST = new TurnRequest(Optional.empty(), TurnInput.of("go"),
            new TurnSettings(Path.of("/"), List.of(), true, false, new ConfigTree(), Duration.ZERO, Duration.ZERO),
            Optional.empty(), TurnHost.DECLINING);

    private static SessionHooks hooks(ToolReach reach) {
        return new SessionHooks(new AppServerSettings(new ClientProperties("test"), Optional.empty(), Map.of(),
                Optional.empty(),
                new Secrets(List.of()), 1, 1 << 20, 1 << 16, 100, Duration.ZERO, 100, 10_000, Duration.ZERO, Duration.ZERO, 10,
                10, Optional.empty(), Duration.ZERO, Duration.ZERO, (host, asked) -> {
                    throw new AssertionError("codex is told the token");
                }, reach), (thread, turn) -> Optional.empty());
    }

    @Test
    void aCodexElsewhereIsNotSentToItself() {
        SessionHooks hooks = hooks(new ToolReach(ClientProperties.OF_DEFAULT, Optional.empty(), true, true));

        assertThatThrownBy(() -> hooks.options(REQUEST, Set.of(NativeHookPoint.STOP), List.of()))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("quarkus.codex.\"test\".mcp.url")
                .hasMessageContaining("quarkus.codex.\"test\".mcp.from-elsewhere=true");
    }
}
