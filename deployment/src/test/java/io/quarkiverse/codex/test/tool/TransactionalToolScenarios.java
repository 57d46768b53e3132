package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tools in transactions, on whatever transport.
 */
abstract class TransactionalToolScenarios {

    @Inject
    CodexClient codex;

    @Inject
    Ledger ledger;

    static class Ledger {

        final Queue<Integer> endings = new ConcurrentLinkedQueue<>();

        @Inject
        TransactionSynchronizationRegistry transaction;

        @CodexTool(description = "Books or fails")
        @Transactional
        String book(boolean fail) {
            transaction.registerInterposedSynchronization(new Synchronization() {

                @Override
                public void beforeCompletion() {
                    // Only the end counts.
                }

                @Override
                public void afterCompletion(int status) {
                    endings.add(status);
                }
            });
            if (fail) {
                throw new IllegalStateException("no such account");
            }
            return "booked";
        }
    }

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            model.when("book").then(transport.call("book", Map.of("fail", false))).reply("done");
            model.when("fail").then(transport.call("book", Map.of("fail", true))).reply("done");
        }, TransactionalToolScenarios.class, Ledger.class);
    }

    @Test
    void anExceptionRollsBack() {
        assertThat(call("book").text()).isEqualTo("booked");
        assertThat(ledger.endings).containsExactly(Status.STATUS_COMMITTED);

        assertThat(call("fail").success()).isFalse();
        assertThat(ledger.endings).containsExactly(Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK);
    }

    private ToolAnswer call(String prompt) {
        List<ToolAnswer> answers = ToolAnswer.of(codex.startThread().run(prompt).await().atMost(Duration.ofSeconds(60)));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
