package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.test.QuarkusUnitTest;

class UnknownNameOfParameterTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Reviews.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("parameter 'codex' of " + Reviews.class.getName()
                            + "#on(): there is no codex client named 'observer'")
                    .hasMessageContaining("#produce(): there is no codex client named 'producer'")
                    .hasMessageContaining("#initialize(): there is no codex client named 'initializer'"));

    @ApplicationScoped
    static class Reviews {

        void on(@Observes String event, @CodexClientName("observer") CodexClient codex) {
        }

        @Produces
        Integer produce(@CodexClientName("producer") CodexClient codex) {
            return 1;
        }

        @Inject
        void initialize(@CodexClientName("initializer") Instance<CodexClient> codex) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
