package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class NativeHooksOnExecTest extends NativeHooks {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("exec");
}
