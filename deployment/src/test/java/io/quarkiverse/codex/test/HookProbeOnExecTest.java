package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeOnExecTest extends HookProbes {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("exec");
}
