package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeOnAppServerTest extends HookProbes {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("app-server");
}
