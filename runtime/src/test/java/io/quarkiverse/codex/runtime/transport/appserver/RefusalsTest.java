package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexConfigConflictException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

class RefusalsTest {

    private static final ObjectNode GREETING = JsonNodeFactory.instance.objectNode().put("userAgent", "me/0.145.0 (Linux)");
    private static final ObjectNode THREAD = JsonNodeFactory.instance.objectNode().put("threadId", "t");

    private static CodexException typed(long code, String reason, JsonNode data, JsonNode params) {
        return Refusals.typed(new CodexRequestException("x", "some/method", code, reason, data), params, GREETING,
                ClientProperties.OF_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "thread not loaded: t", "no rollout found for thread id t", "thread not found: t",
            "no archived rollout found for thread id t", "invalid thread id: x", "invalid session id: x" })
    void unknownThread(String reason) {
        assertThat(typed(-32600, reason, null, THREAD)).isInstanceOf(CodexThreadNotFoundException.class);
    }

    @Test
    void unknownThreadOfARequestThatNamesNone() {
        assertThat(typed(-32600, "thread not found: t", null, JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(CodexRequestException.class);
    }

    @Test
    void unknownMethodInTheWordsOfCodexAndOfJsonRpc() {
        assertThat(typed(-32600, "Invalid request: unknown variant `some/method`, expected one of `a`", null, THREAD))
                .isInstanceOf(CodexUnsupportedException.class).hasMessageContaining("0.145.0")
                .hasMessageContaining("some/method").hasMessageNotContaining("expected one of");
        assertThat(typed(-32601, "no", null, THREAD)).isInstanceOf(CodexUnsupportedException.class);
        assertThat(typed(-32600, "Invalid request: unknown variant `nope`", null, THREAD))
                .isInstanceOf(CodexRequestException.class);
    }

    @Test
    void conflictOfVersions() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("config_write_error_code", "configVersionConflict");

        assertThat(typed(-32600, "changed", data, JsonNodeFactory.instance.objectNode().put("keyPath", "k")))
                .isInstanceOfSatisfying(CodexConfigConflictException.class,
                        conflict -> assertThat(conflict.key()).isEqualTo("k"));
        assertThat(typed(-32600, "wrong", data.put("config_write_error_code", "configValidationError"), THREAD))
                .isInstanceOf(CodexRequestException.class);
    }
}
