package io.quarkiverse.codex.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What codex, and an application, have to be told to use a scripted model. */
final class ModelSettings {

    private static final String PREFIX = "quarkus.codex.";
    private static final String PROVIDER = "scripted";
    private static final String KEY_VARIABLE = "SCRIPTED_MODEL_KEY";
    private static final String KEY = "scripted-model-key";

    static final Map<String, String> ENVIRONMENT = environment();

    private ModelSettings() {
    }

    static Map<String, Object> overrides(String baseUrl) {
        String provider = "model_providers." + PROVIDER + ".";
        Map<String, Object> overrides = new LinkedHashMap<>();
        overrides.put("model", ScriptedModel.MODEL_NAME);
        overrides.put("model_provider", PROVIDER);
        overrides.put(provider + "name", "Scripted model");
        overrides.put(provider + "base_url", baseUrl);
        overrides.put(provider + "wire_api", "responses");
        overrides.put(provider + "env_key", KEY_VARIABLE);
        overrides.put(provider + "supports_websockets", false);
        overrides.put(provider + "request_max_retries", 0);
        overrides.put(provider + "stream_max_retries", 0);
        overrides.put("features.shell_snapshot", false);
        overrides.put("features.plugins", false);
        overrides.put("features.apps", false);
        overrides.put("analytics.enabled", false);
        overrides.put("check_for_update_on_startup", false);
        overrides.put("allow_login_shell", false);
        // Codex offers its to-do list to some models only; a script may want it always.
        overrides.put("tools.update_plan.enabled", true);
        return overrides;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(KEY_VARIABLE, KEY);
        // Below this level bash takes codex for a remote shell, reads the user's .bashrc, and its words are the command's output.
        environment.put("SHLVL", "1");
        return Collections.unmodifiableMap(environment);
    }

    static Map<String, String> properties(String baseUrl) {
        return propertiesBelow(PREFIX, baseUrl);
    }

    static Map<String, String> properties(String client, String baseUrl) {
        return propertiesBelow(PREFIX + '"' + Objects.requireNonNull(client, "client") + "\".", baseUrl);
    }

    private static Map<String, String> propertiesBelow(String prefix, String baseUrl) {
        Map<String, String> properties = new LinkedHashMap<>();
        // A model that the application prefers may expect tool calls in another form than the scripts make them.
        properties.put(prefix + "model", ScriptedModel.MODEL_NAME);
        overrides(baseUrl).forEach((key, value) -> properties.put(prefix + "config.\"" + key + "\"", value.toString()));
        ENVIRONMENT.forEach((name, value) -> properties.put(prefix + "env.\"" + name + "\"", value));
        return properties;
    }
}
