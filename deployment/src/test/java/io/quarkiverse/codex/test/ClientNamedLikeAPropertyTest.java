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

class ClientNamedLikeAPropertyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Reviews.class))
            .overrideConfigKey("quarkus.codex.\"timeouts\".turn", "1M")
            .overrideConfigKey("quarkus.codex.\"env\".model", "any")
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("#model: a codex client cannot be named 'model', for quarkus.codex.model is a"
                            + " property of the default client: choose another name")
                    .hasMessageContaining("a codex client cannot be named 'timeouts'")
                    .hasMessageContaining("a codex client cannot be named 'config'")
                    .hasMessageContaining("a codex client cannot be named 'env'"));

    @ApplicationScoped
    static class Reviews {

        @Inject
        @CodexClientName("model")
        CodexClient model;

        @Inject
        @CodexClientName("timeouts")
        CodexClient timeouts;

        @Inject
        @CodexClientName("config")
        CodexClient config;

        @Inject
        @CodexClientName("env")
        CodexClient env;
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
