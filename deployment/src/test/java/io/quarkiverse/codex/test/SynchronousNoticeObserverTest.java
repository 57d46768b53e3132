package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.TurnNotice;
import io.quarkus.test.QuarkusUnitTest;

class SynchronousNoticeObserverTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            Hooks.class.getName() + ".on(TurnNotice) would never be called: events of TurnNotice are fired"
                                    + " asynchronously, so observe them with @ObservesAsync"));

    @ApplicationScoped
    static class Hooks {

        void on(@Observes TurnNotice notice) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
