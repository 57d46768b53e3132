package io.quarkiverse.codex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.runtime.transport.executable.CodexExecutable;

class VersionsTest {

    @Test
    void theBuildTheKitAndTheExtensionMeanTheSameCodex() {
        // Maven tells the tests what the parent POM says.
        assertThat(System.getProperty("codex.version")).isEqualTo(CodexBinary.PINNED_VERSION)
                .isEqualTo(CodexExecutable.NEWEST_VERSION);
    }
}
