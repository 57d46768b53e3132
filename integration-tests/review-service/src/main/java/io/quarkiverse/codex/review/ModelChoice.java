package io.quarkiverse.codex.review;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * Whom codex talks to: OpenAI, where there is a key or a login, else a model that plays a story.
 *
 * @param description one line for the person at the terminal
 * @param settings configuration of the default client
 * @param model the scripted model, or {@code null}
 * @param temporaryHome codex' home while the scripted model answers, which leaves the person's own alone, or {@code null}
 */
record ModelChoice(String description, Map<String, String> settings, ScriptedModel model, TemporaryDirectory temporaryHome)
        implements
            AutoCloseable {

    private static final String PATH = "quarkus.codex.path";

    /**
     * @param story told where no model of OpenAI answers
     */
    static ModelChoice make(Map<String, String> environment, Supplier<ScriptedModel> story) {
        if (System.getProperty(PATH) != null || environment.containsKey("QUARKUS_CODEX_PATH")) {
            return new ModelChoice("codex is the one that the configuration names", Map.of(), null, null);
        }
        CodexBinary binary = CodexBinary.findOrInstall();
        Map<String, String> settings = new HashMap<>();
        settings.put(PATH, binary.path().toString());
        if (!environment.getOrDefault("CODEX_API_KEY", "").isBlank()) {
            return new ModelChoice("codex " + binary.version() + " talks to OpenAI with the key in CODEX_API_KEY", settings,
                    null, null);
        }
        if (Files.exists(home(environment).resolve("auth.json"))) {
            return new ModelChoice("codex " + binary.version() + " talks to OpenAI with its login", settings, null,
                    null);
        }
        TemporaryDirectory temporaryHome = TemporaryDirectory.create("codex-home-");
        ScriptedModel model = story.get();
        settings.put("quarkus.codex.home", temporaryHome.path().toString());
        settings.putAll(model.applicationProperties());
        return new ModelChoice("No CODEX_API_KEY and no codex login: a scripted model answers codex " + binary.version()
                + ", everything else is real", settings, model, temporaryHome);
    }

    private static Path home(Map<String, String> environment) {
        String configured = environment.get("CODEX_HOME");
        return configured == null ? Path.of(System.getProperty("user.home"), ".codex") : Path.of(configured);
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
            temporaryHome.close();
        }
    }
}
