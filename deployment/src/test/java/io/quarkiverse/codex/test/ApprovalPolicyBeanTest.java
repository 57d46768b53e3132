package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class ApprovalPolicyBeanTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("go").shell("touch wanted").reply("Done."))
            .overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.approval-policy", "untrusted");

    @Inject
    CodexClient codex;

    @Inject
    PendingApprovals pending;

    @Test
    void beanDecidesWhatCodexAsks() {
        List<CommandExecution> commands = codex.startThread().runAndAwait("go").items().stream()
                .filter(CommandExecution.class::isInstance).map(CommandExecution.class::cast).toList();

        assertThat(commands).singleElement().extracting(CommandExecution::status).isEqualTo(ItemStatus.DECLINED);
        assertThat(pending.list()).isEmpty();
    }

    @ApplicationScoped
    static class Refusing implements ApprovalPolicy {

        @Override
        public Uni<ApprovalDecision> decide(ApprovalRequest request) {
            return Uni.createFrom().item(ApprovalDecision.decline());
        }
    }
}
