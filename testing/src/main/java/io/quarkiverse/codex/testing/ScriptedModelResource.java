package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;

/**
 * The test resource behind {@link WithScriptedModel}. Public because Quarkus makes the instances; tests use the annotation.
 */
public final class ScriptedModelResource implements QuarkusTestResourceConfigurableLifecycleManager<WithScriptedModel> {

    private List<String> clients = List.of();
    private boolean resetForEachTest = true;
    private CodexBinary binary;
    private ScriptedModel model;
    private Path home;

    /** A resource for the default client, without an annotation to configure it. */
    public ScriptedModelResource() {
        // Written down because a public constructor is part of the API and has a Javadoc.
    }

    @Override
    public void init(WithScriptedModel annotation) {
        clients = Arrays.stream(annotation.clients().split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
        resetForEachTest = annotation.resetForEachTest();
    }

    /**
     * Finds or installs codex and starts the model; blocks for that while.
     *
     * @return the configuration of the clients
     * @throws CodexBinaryNotFoundException when there is no codex and none can be installed
     */
    @Override
    public Map<String, String> start() {
        binary = CodexBinary.findOrInstall();
        // Quarkus does not stop a resource that did not start.
        try {
            model = new ScriptedModel();
            home = Files.createTempDirectory("codex-home-");
            Map<String, String> properties = new LinkedHashMap<>();
            properties.putAll(model.applicationProperties());
            provide("quarkus.codex.", "default", properties);
            for (int client = 0; client < clients.size(); client++) {
                properties.putAll(model.applicationProperties(clients.get(client)));
                provide("quarkus.codex.\"" + clients.get(client) + "\".", "client-" + client, properties);
            }
            return properties;
        } catch (IOException failure) {
            stopBecauseOf(failure);
            throw new UncheckedIOException("No home for codex", failure);
        } catch (RuntimeException | Error failure) {
            stopBecauseOf(failure);
            throw failure;
        }
    }

    private void stopBecauseOf(Throwable failure) {
        try {
            stop();
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    /** Ends the model and deletes codex's state. */
    @Override
    public void stop() {
        try {
            if (model != null) {
                model.close();
            }
        } finally {
            if (home != null) {
                DirectoryTree.delete(home);
            }
        }
    }

    /** Sets the fields of the test instance. */
    @Override
    public void inject(TestInjector injector) {
        if (resetForEachTest) {
            model.reset();
        }
        injector.injectIntoFields(model, field -> field.getType() == ScriptedModel.class);
        injector.injectIntoFields(binary, field -> field.getType() == CodexBinary.class);
    }

    private void provide(String prefix, String homeName, Map<String, String> properties) throws IOException {
        properties.put(prefix + "path", binary.path().toString());
        properties.put(prefix + "home", Files.createDirectory(home.resolve(homeName)).toString());
        properties.put(prefix + "skip-git-repo-check", "true");
    }
}
