package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class HookProbeFailureOnExecTest extends HookProbeFailures {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("exec");
}
