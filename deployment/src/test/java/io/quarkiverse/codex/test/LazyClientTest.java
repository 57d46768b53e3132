package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.QuarkusUnitTest;

class LazyClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("hello").reply("Hi!"));

    @Inject
    CodexClient codex;

    @Test
    void isMadeWhenItIsUsed() {
        InjectableBean<?> bean = ((ClientProxy) codex).arc_bean();

        assertThat(bean.getScope()).isEqualTo(ApplicationScoped.class);
        assertThat(Arc.container().getActiveContext(ApplicationScoped.class).get(bean)).isNull();
        assertThat(codex.name()).isEqualTo(CodexClient.DEFAULT_NAME);
        assertThat(Arc.container().getActiveContext(ApplicationScoped.class).get(bean)).isNotNull();
        assertThat(CodexProcesses.alive()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("codex-"));
    }
}
