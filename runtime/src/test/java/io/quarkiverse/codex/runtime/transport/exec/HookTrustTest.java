package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.item.ErrorItem;

class HookTrustTest {

    private static ItemCompleted error(String message) {
        return new ItemCompleted(new ErrorItem("item_0", message));
    }

    @Test
    void onlyTheWarningOfTheFlagIsToldApart() {
        assertThat(ExecCommand.isToldOfHookTrust(error("`--dangerously-bypass-hook-trust` is enabled. Enabled hooks may run")))
                .isTrue();
        assertThat(ExecCommand.isToldOfHookTrust(error("The model is overloaded"))).isFalse();
    }
}
