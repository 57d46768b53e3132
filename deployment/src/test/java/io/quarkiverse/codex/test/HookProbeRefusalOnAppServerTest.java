package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeRefusalOnAppServerTest extends HookProbeRefusals {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("app-server");
}
