package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeRefusalOnExecTest extends HookProbeRefusals {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("exec");
}
