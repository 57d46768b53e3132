package io.quarkiverse.codex.test.observe;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Looks at processes in /proc")
class ExecCanaryTest extends AbstractCanaryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("exec", AbstractCanaryTest::checkLog)
            // It would need the HTTP server.
            .overrideRuntimeConfigKey("quarkus.codex.tools.exclude", "*")
            .overrideRuntimeConfigKey("quarkus.codex.\"misconfigured\".tools.exclude", "*")
            .overrideRuntimeConfigKey("quarkus.codex.\"missing\".tools.exclude", "*");
}
