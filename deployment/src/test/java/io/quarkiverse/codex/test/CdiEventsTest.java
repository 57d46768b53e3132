package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.hook.ItemNotice;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.TurnNotice;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkus.test.QuarkusUnitTest;

class CdiEventsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("go").reply("Done."), "quiet")
            .overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideConfigKey("quarkus.codex.\"quiet\".hooks.cdi-events", "false");

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("quiet")
    CodexClient quiet;

    @Inject
    Observers observers;

    @Test
    void theNoticesOfTurnsOfOneThreadCanBeToldApart() throws Exception {
        CodexThread thread = codex.startThread();
        Set<String> turns = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            thread.runAndAwait("go");
            String turn = observers.completed.poll(30, TimeUnit.SECONDS).turnId().orElseThrow();
            assertThat(observers.answers.poll(30, TimeUnit.SECONDS).turnId()).contains(turn);
            turns.add(turn);
        }

        assertThat(turns).hasSize(2);
    }

    @Test
    void theEndOfACancelledTurnIsToldToo() throws Exception {
        codex.startThread().runStreamed("go").select().first().collect().last().await().indefinitely();

        assertThat(observers.completed.poll(30, TimeUnit.SECONDS).event())
                .isEqualTo(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
    }

    @Test
    void observersHearOfTurnsAndItemsOfClientsThatFire() throws Exception {
        quiet.startThread().runAndAwait("go");
        String threadId = codex.startThread().runAndAwait("go").threadId();

        assertThat(observers.completed.poll(30, TimeUnit.SECONDS)).satisfies(notice -> {
            assertThat(notice.clientName()).isEqualTo(CodexClient.DEFAULT_NAME);
            assertThat(notice.threadId()).isEqualTo(Optional.of(threadId));
        });
        assertThat(observers.answers.poll(30, TimeUnit.SECONDS)).satisfies(notice -> {
            assertThat(notice.clientName()).isEqualTo(CodexClient.DEFAULT_NAME);
            assertThat(notice.threadId()).isEqualTo(Optional.of(threadId));
            assertThat(((AgentMessage) notice.item()).text()).isEqualTo("Done.");
        });
        assertThat(observers.completed).isEmpty();
        assertThat(observers.answers).isEmpty();
        assertThat(observers.unwanted).isNull();
    }

    @Singleton
    static class Observers {

        final BlockingQueue<TurnNotice> completed = new LinkedBlockingQueue<>();
        final BlockingQueue<ItemNotice> answers = new LinkedBlockingQueue<>();
        volatile TurnNotice unwanted;

        void turn(@ObservesAsync TurnNotice notice) {
            if (notice.event() instanceof AgentMessageDelta || notice.event() instanceof ItemCompleted) {
                unwanted = notice;
            } else if (notice.event() instanceof TurnCompleted) {
                completed.add(notice);
            }
        }

        void item(@ObservesAsync ItemNotice notice) {
            if (notice.phase() == ItemPhase.COMPLETED && notice.item() instanceof AgentMessage) {
                answers.add(notice);
            }
        }
    }
}
