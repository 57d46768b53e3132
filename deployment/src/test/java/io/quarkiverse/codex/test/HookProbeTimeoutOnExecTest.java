package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeTimeoutOnExecTest extends HookProbeTimeouts {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("exec");
}
