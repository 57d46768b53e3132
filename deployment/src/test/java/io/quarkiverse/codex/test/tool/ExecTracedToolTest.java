package io.quarkiverse.codex.test.tool;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ExecTracedToolTest extends TracedToolScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(ToolTransport.EXEC);
}
