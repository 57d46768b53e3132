package io.quarkiverse.codex.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

class ProductionTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClass(Confession.class))
            .overrideConfigKey("quarkus.devservices.enabled", "true")
            .overrideConfigKey("quarkus.codex.devservices.enabled", "true")
            .overrideConfigKey("quarkus.http.port", "0")
            .overrideConfigKey("quarkus.codex.env.HOME", "target")
            .overrideConfigKey("quarkus.codex.env.PATH", "/usr/bin:/bin")
            .setApplicationName("needy").setRun(true);

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void isLentNothing() throws IOException {
        assertThat(APPLICATION.getStartupConsoleOutput()).contains("lent: []").doesNotContain("Dev Services");

        Path libraries = results.getBuiltArtifactPath().resolveSibling("lib");
        try (Stream<Path> files = Files.walk(libraries)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).anyMatch(name -> name.contains("quarkus-codex-999"))
                    .noneMatch(name -> name.contains("quarkus-codex-dev") || name.contains("quarkus-codex-testing"));
        }
    }

    @ApplicationScoped
    static class Confession {

        void tell(@Observes StartupEvent event, Config config) {
            System.out.println("lent: " + Stream.of("quarkus.codex.path", "quarkus.codex.config.\"model_provider\"")
                    .filter(property -> config.getOptionalValue(property, String.class).isPresent()).toList());
        }
    }
}
