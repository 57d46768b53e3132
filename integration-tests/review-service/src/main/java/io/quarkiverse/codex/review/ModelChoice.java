package io.quarkiverse.codex.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

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
record ModelChoice(String description, Map<String, String> settings, ScriptedModel model, Path temporaryHome)
        implements
            AutoCloseable {

    static ModelChoice make(Map<String, String> environment, Path directory) {
        CodexBinary binary = CodexBinary.findOrInstall();
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.codex.path", binary.path().toString());
        if (!environment.getOrDefault("CODEX_API_KEY", "").isBlank()) {
            return new ModelChoice("codex " + binary.version() + " talks to OpenAI with the key in CODEX_API_KEY", settings,
                    null, null);
        }
        if (Files.exists(home(environment).resolve("auth.json"))) {
            return new ModelChoice("codex " + binary.version() + " talks to OpenAI with its login", settings, null,
                    null);
        }
        Path temporaryHome = createHome();
        ScriptedModel model = Story.model(directory);
        settings.put("quarkus.codex.home", temporaryHome.toString());
        settings.putAll(model.applicationProperties());
        return new ModelChoice("No CODEX_API_KEY and no codex login: a scripted model answers codex " + binary.version()
                + ", everything else is real", settings, model, temporaryHome);
    }

    private static Path home(Map<String, String> environment) {
        String configured = environment.get("CODEX_HOME");
        return configured == null ? Path.of(System.getProperty("user.home"), ".codex") : Path.of(configured);
    }

    private static Path createHome() {
        try {
            return Files.createTempDirectory("codex-home-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
            deleteHome();
        }
    }

    private void deleteHome() {
        try (Stream<Path> files = Files.walk(temporaryHome)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("The temporary directory " + temporaryHome + " could not be deleted: " + e.getMessage());
        }
    }
}
