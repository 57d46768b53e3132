package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeTimeoutOnAppServerTest extends HookProbeTimeouts {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("app-server");
}
