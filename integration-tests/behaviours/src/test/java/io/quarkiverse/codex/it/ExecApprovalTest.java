package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.TurnOptions;

@Tag("exec")
class ExecApprovalTest {

    @RegisterExtension
    final Codex codex = new Codex();

    /** codex exec takes the other modes and then asks nobody, for there is nobody to ask. */
    @ParameterizedTest
    @EnumSource(value = ApprovalMode.class, names = "UNTRUSTED", mode = EnumSource.Mode.EXCLUDE)
    void modelIsToldThatNobodyApproves(ApprovalMode mode) {
        codex.model().when("go").reply("Done.");

        resultOf(codex.client().startThread().run("go", TurnOptions.builder().approvalMode(mode).build()));

        assertThat(codex.model().requests().get(0).instructions()).contains("Approval policy is currently never");
    }
}
