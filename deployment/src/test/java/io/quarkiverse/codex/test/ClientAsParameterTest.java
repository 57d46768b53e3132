package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.test.QuarkusUnitTest;

class ClientAsParameterTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Reviews.class, Title.class))
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.\"observer\".model", "any")
            .overrideConfigKey("quarkus.codex.\"producer\".model", "any")
            .overrideConfigKey("quarkus.codex.\"initializer\".model", "any");

    record Title(String text) {
    }

    @ApplicationScoped
    static class Reviews {

        final List<String> clients = new ArrayList<>();

        List<String> clients() {
            return clients;
        }

        @Inject
        void use(@CodexClientName("initializer") CodexClient client) {
            clients.add(client.name());
        }

        void on(@Observes String event, @CodexClientName("observer") CodexClient client) {
            clients.add(client.name());
        }

        @Produces
        Title title(@CodexClientName("producer") CodexClient client) {
            return new Title(client.name());
        }
    }

    @Inject
    Event<String> events;

    @Inject
    Reviews reviews;

    @Inject
    Title title;

    @Test
    void isInjected() {
        events.fire("now");

        assertThat(reviews.clients()).containsExactly("initializer", "observer");
        assertThat(title.text()).isEqualTo("producer");
    }
}
