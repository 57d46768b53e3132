package io.quarkiverse.codex.test.tool;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AppServerTracedToolTest extends TracedToolScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(ToolTransport.APP_SERVER);
}
