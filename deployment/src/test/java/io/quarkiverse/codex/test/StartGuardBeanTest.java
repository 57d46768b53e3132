package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.Guard;

/** A guard of the application's own around the start of turns. */
class StartGuardBeanTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("go").reply("Gone."))
            .overrideRuntimeConfigKey("quarkus.codex.start-guard", "twice");

    @Inject
    CodexClient codex;

    @Inject
    Guards guards;

    @Test
    void standsAroundTheStartOfEachTurn() {
        codex.startThread().runAndAwait("go");
        codex.startThread().runAndAwait("go");

        assertThatThrownBy(() -> codex.startThread().runAndAwait("go")).isInstanceOf(CodexOverloadedException.class)
                .hasMessageContaining("quarkus.codex.start-guard");
        assertThat(guards.permitted).hasValue(2);
    }

    @Singleton
    static class Guards {

        final AtomicInteger permitted = new AtomicInteger();

        @Produces
        @Identifier("twice")
        @Singleton
        Guard twice() {
            return Guard.create().withRateLimit().limit(2).window(1, ChronoUnit.HOURS).onPermitted(permitted::incrementAndGet)
                    .done().build();
        }
    }
}
