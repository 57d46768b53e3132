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

class BlankClientNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Reviews.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Reviews.class.getName() + "#codex: @CodexClientName needs a name"));

    @ApplicationScoped
    static class Reviews {

        @Inject
        @CodexClientName(" ")
        CodexClient codex;
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
