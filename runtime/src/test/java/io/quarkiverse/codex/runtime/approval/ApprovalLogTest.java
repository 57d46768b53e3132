package io.quarkiverse.codex.runtime.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.Requests;
import io.smallrye.mutiny.Uni;

class ApprovalLogTest {

    private final Logger logger = Logger.getLogger(ApprovalDesk.class.getPackageName());
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void warnsOfBrokenPoliciesWithoutSecrets() {
        List<ApprovalPolicy> broken = List.of(request -> {
            throw new IllegalStateException("s3cret");
        }, request -> null, request -> Uni.createFrom().nullItem(), request -> Uni.createFrom().nothing());
        for (ApprovalPolicy policy : broken) {
            for (ApprovalRequest request : Requests.ofEveryKind()) {
                records.clear();
                Desks.desk(List.of(policy), Duration.ofMillis(20)).openTurn(Optional.empty()).decide(request)
                        .await().atMost(Duration.ofSeconds(20));

                List<String> warnings = records.stream().filter(record -> record.getLevel().intValue() >= 800)
                        .map(new SimpleFormatter()::format).toList();
                assertThat(warnings).singleElement().asString().contains(request.id()).doesNotContain("s3cret");
            }
        }
    }
}
