package io.quarkiverse.codex.test.observe;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkus.test.QuarkusUnitTest;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Looks at processes in /proc")
class AppServerCanaryTest extends AbstractCanaryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("app-server",
            AbstractCanaryTest::checkParticipation);

    @Override
    ThreadOptions participation() {
        return ThreadOptions.builder().approvalMode(ApprovalMode.UNTRUSTED).approvalPolicy(AbstractCanaryTest::cannotJudge)
                .build();
    }
}
