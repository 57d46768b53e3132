package io.quarkiverse.codex.test.tool;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AppServerFaultTolerantToolTest extends FaultTolerantToolScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(ToolTransport.APP_SERVER);
}
