package io.quarkiverse.codex.test;

import org.junit.jupiter.api.extension.RegisterExtension;

class NativeHooksOnAppServerTest extends NativeHooks {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = on("app-server");
}
