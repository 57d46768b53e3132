package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class HookWithResultTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn): "
                            + "nobody would see that it returns io.smallrye.mutiny.Uni<java.lang.String>: return void, Uni<Void> or"
                            + " CompletionStage<Void>"));

    static class Hooks {

        @CodexHook
        Uni<String> on(BeforeTurn turn) {
            return Uni.createFrom().item("seen");
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
