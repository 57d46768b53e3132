package io.quarkiverse.codex.test;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with a client for each of the transports that start codex, named like it.
 */
@Singleton
public class BothTransports {

    static final String EXEC = "exec-client";
    static final String APP_SERVER = "app-server-client";

    /** A test for each of the clients, whose name it takes. */
    @ParameterizedTest
    @ValueSource(strings = { EXEC, APP_SERVER })
    @Target(METHOD)
    @Retention(RUNTIME)
    public @interface OnBothTransports {
    }

    @Inject
    @CodexClientName(EXEC)
    CodexClient exec;

    @Inject
    @CodexClientName(APP_SERVER)
    CodexClient appServer;

    static QuarkusUnitTest application(Consumer<ScriptedModel> script) {
        return new ScriptedApplication(script, EXEC, APP_SERVER)
                .withApplicationRoot(
                        jar -> jar.addClasses(ScriptedApplication.class, CodexProcesses.class, ListeningCodex.class,
                                BothTransports.class))
                .overrideConfigKey("quarkus.codex.\"" + EXEC + "\".transport", "exec")
                .overrideConfigKey("quarkus.codex.\"" + APP_SERVER + "\".transport", "app-server");
    }

    CodexClient client(String name) {
        return name.equals(EXEC) ? exec : appServer;
    }

    CodexThread newThread(String client) {
        return client(client).startThread();
    }
}
