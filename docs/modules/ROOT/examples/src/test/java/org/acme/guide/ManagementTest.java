package org.acme.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** What the pages on transports and turns say of the app-server. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ManagementTest {

    ScriptedModel model;

    @Inject
    CodexClient codex;

    @Inject
    Management management;

    @Inject
    Turns turns;

    @Test
    void forksAndLists() {
        model.when("one").reply("1");
        model.when("two").reply("2");
        String id = codex.startThread().runAndAwait("one").threadId();

        CodexThread copy = management.tryAnotherWay(id).await().indefinitely();

        String forked = copy.runAndAwait("two").threadId();
        assertThat(forked).isNotEqualTo(id);
        assertThat(management.all().map(ThreadInfo::id).collect().asList().await().indefinitely()).contains(id);
    }

    @Test
    void asksAnythingElse() {
        assertThat(management.anythingElse().await().indefinitely().has("config")).isTrue();
    }

    @Test
    void steers() {
        model.when("work").shell("echo one").reply("Done.");
        model.when("Look at the tests, too.").reply("They are fine.");
        CodexTurn turn = codex.startThread().start("work").await().indefinitely();

        List<TurnEvent> events = turns.steered(turn).collect().asList().await().indefinitely();

        assertThat(events).isNotEmpty();
        assertThat(model.requests()).anySatisfy(
                request -> assertThat(request.json().toString()).contains("Look at the tests, too."));
    }
}
