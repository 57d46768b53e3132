package io.quarkiverse.codex.test.tool;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ExecFaultTolerantToolTest extends FaultTolerantToolScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(ToolTransport.EXEC);
}
