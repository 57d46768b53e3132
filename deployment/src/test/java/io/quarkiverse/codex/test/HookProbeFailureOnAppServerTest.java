package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeFailureOnAppServerTest extends HookProbeFailures {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("app-server");
}
