package io.quarkiverse.codex.test.tool;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AppServerValidatedToolTest extends ValidatedToolScenarios {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(ToolTransport.APP_SERVER);
}
