package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.test.QuarkusUnitTest;

class UnknownClientNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Reviews.class))
            .overrideConfigKey("quarkus.codex.\"writer\".model", "any")
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Reviews.class.getName() + "#codex: there is no codex client named 'reviewer'")
                    .hasMessageContaining("set at least one property of it at build time, for example"
                            + " quarkus.codex.\"reviewer\".model, or use one of [writer]"));

    @ApplicationScoped
    static class Reviews {

        @Inject
        @CodexClientName("reviewer")
        CodexClient codex;
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
