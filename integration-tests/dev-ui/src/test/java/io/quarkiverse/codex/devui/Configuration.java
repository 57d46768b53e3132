package io.quarkiverse.codex.devui;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * The configuration of the application under the Dev UI.
 */
final class Configuration {

    private Configuration() {
    }

    /**
     * Returns the file {@code application.properties}, in which another client, {@code reviewer}, has no codex that works.
     *
     * @param model who answers
     * @param home codex' home
     * @param workspace where codex works
     */
    static Asset of(ScriptedModel model, Path home, Path workspace) {
        Map<String, String> properties = new TreeMap<>(model.applicationProperties());
        properties.put("quarkus.http.port", "0");
        properties.put("quarkus.test.continuous-testing", "disabled");
        properties.put("quarkus.codex.path", CodexBinary.findOrInstall().path().toString());
        properties.put("quarkus.codex.home", home.toString());
        properties.put("quarkus.codex.api-key", Canary.KEY);
        properties.put("quarkus.codex.working-directory", workspace.toString());
        properties.put("quarkus.codex.skip-git-repo-check", "true");
        properties.put("quarkus.codex.\"reviewer\".path", "no-such-codex");
        properties.put("quarkus.codex.\"reviewer\".api-key", Canary.KEY);
        return new StringAsset(properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n")));
    }
}
