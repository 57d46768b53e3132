package io.quarkiverse.codex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;

class ThreadOptionsApprovalTest {

    @Test
    void aThreadCanHaveItsOwnPolicy() {
        ApprovalPolicy policy = ApprovalPolicy.always(ApprovalDecision.accept());

        assertThat(ThreadOptions.builder().approvalPolicy(policy).build().approvalPolicy()).containsSame(policy);
        assertThat(ThreadOptions.NONE.approvalPolicy()).isEmpty();
    }
}
