package io.quarkiverse.codex.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application whose clients talk to a scripted model.
 * <p>
 * {@code @WithScriptedModel} does not serve here: a {@link QuarkusUnitTest} shares the test resources of the first test class
 * with all others of the JVM. And test methods run in the application's class loader, where they cannot see the model: what it
 * is to do, it is told in advance.
 */
public final class ScriptedApplication extends QuarkusUnitTest {

    private ScriptedModel model;
    private Path home;
    private Path recording;
    private String configuration = "";
    private String preface;
    private boolean remote;
    private ListeningCodex listening;

    /**
     * @param script what the model does
     * @param clients the clients that use it, beside the default one
     */
    public ScriptedApplication(Consumer<ScriptedModel> script, String... clients) {
        // The class itself, because the test class makes one when it is loaded in the application.
        withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, CodexProcesses.class, ListeningCodex.class));
        overrideRuntimeConfigKey("quarkus.http.host-enabled", "false");
        setBeforeAllCustomizer(() -> begin(script, clients));
        setAfterAllCustomizer(this::end);
    }

    /**
     * Has the default client work with a codex that was started by somebody else, on this machine.
     */
    public ScriptedApplication remotely() {
        remote = true;
        return this;
    }

    private void begin(Consumer<ScriptedModel> script, String... clients) {
        model = new ScriptedModel();
        script.accept(model);
        try {
            home = Files.createTempDirectory("codex-home-");
            if (!configuration.isEmpty()) {
                Files.writeString(home.resolve("config.toml"), configuration);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        model.applicationProperties().forEach(this::overrideRuntimeConfigKey);
        useCodex("quarkus.codex.");
        if (remote) {
            startRemoteCodex();
        }
        for (String client : clients) {
            model.applicationProperties(client).forEach(this::overrideRuntimeConfigKey);
            useCodex("quarkus.codex.\"" + client + "\".");
        }
    }

    /**
     * Has everything written down that codex is told.
     *
     * @param file where to; begun anew
     */
    public ScriptedApplication recordInput(Path file) {
        recording = file.toAbsolutePath();
        return this;
    }

    /**
     * Has codex find something in the configuration of its home.
     */
    public ScriptedApplication configured(String toml) {
        configuration = toml;
        return this;
    }

    /**
     * Has something happen each time before codex is started, other than to tell its version.
     *
     * @param shell lines of a shell, in which {@code $CODEX_HOME} is codex' home
     */
    public ScriptedApplication before(String shell) {
        preface = shell;
        return this;
    }

    private String codex() throws IOException {
        String codex = CodexBinary.findOrInstall().path().toString();
        if (preface != null) {
            return script("%2$s\nexec '%1$s' \"$@\"".formatted(codex, preface), codex);
        }
        if (recording == null) {
            return codex;
        }
        Files.deleteIfExists(recording);
        return script("tee '%2$s' | '%1$s' \"$@\"".formatted(codex, recording), codex);
    }

    private String script(String start, String codex) throws IOException {
        Path script = home.resolve("scripted-codex");
        Files.writeString(script, """
                #!/bin/sh
                if [ "$1" = --version ]; then exec '%1$s' "$@"; fi
                %2$s
                """.formatted(codex, start));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private void startRemoteCodex() {
        try {
            listening = ListeningCodex.start(home, model.environment());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        overrideRuntimeConfigKey("quarkus.codex.remote.url", "ws://127.0.0.1:" + listening.port());
        overrideRuntimeConfigKey("quarkus.codex.remote.token", ListeningCodex.TOKEN);
    }

    private void useCodex(String prefix) {
        try {
            overrideRuntimeConfigKey(prefix + "path", codex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        overrideRuntimeConfigKey(prefix + "home", home.toString());
        overrideRuntimeConfigKey(prefix + "skip-git-repo-check", "true");
    }

    private void end() {
        if (listening != null) {
            listening.close();
        }
        model.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
