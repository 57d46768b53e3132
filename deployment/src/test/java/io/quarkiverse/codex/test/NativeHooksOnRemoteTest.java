package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class NativeHooksOnRemoteTest extends NativeHooks {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("remote").remotely();
}
