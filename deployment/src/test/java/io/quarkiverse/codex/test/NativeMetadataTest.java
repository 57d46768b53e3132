package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.WebSearchMode;
import io.quarkiverse.codex.runtime.config.SessionStoreKind;
import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.mcp.McpServerDefaults;
import io.quarkiverse.codex.test.tool.Tickets;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.test.common.PathTestHelper;

/**
 * What the build tells GraalVM. It is not needed for that: the build stops before the image.
 */
class NativeMetadataTest {

    private static final String VALIDATOR = "META-INF/native-image/com.networknt/json-schema-validator/resource-config.json";

    private static final Path TABLES = Path.of("..", "runtime", "src", "main", "resources", "db", "codex");

    @TempDir
    static Path directory;

    private static Path image;

    enum Severity {
        LOW,
        HIGH
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({ @JsonSubTypes.Type(Bug.class), @JsonSubTypes.Type(Smell.class) })
    sealed interface Finding {
    }

    record Bug(String file, Severity severity) implements Finding {
    }

    record Smell(@Nullable String hint) implements Finding {
    }

    record Report(List<Finding> findings) {
    }

    record Unrelated(String text) {
    }

    @ApplicationScoped
    static class Reviews {

        @Inject
        CodexClient codex;

        Report review() {
            return codex.startThread().run(Unrelated.class.getName(), Report.class).await().indefinitely();
        }
    }

    static class JsonTools {

        @CodexTool(description = "Takes what is in no index")
        String take(JsonNode any, ObjectNode object, String[] texts, Map<String, LocalDate[]> dates, int[] numbers) {
            return any + " " + object + " " + texts.length + " " + dates + " " + numbers.length;
        }
    }

    /** Not a {@code QuarkusProdModeTest}: that one expects a jar in the end. */
    @BeforeAll
    static void build() throws Exception {
        Path application = Files.createDirectory(directory.resolve("application"));
        ShrinkWrap.create(JavaArchive.class)
                .addClasses(Reviews.class, Report.class, Finding.class, Bug.class, Smell.class, Severity.class, Unrelated.class,
                        Tickets.class, Tickets.class.getSuperclass(), JsonTools.class)
                .addAsResource(new StringAsset("""
                        quarkus.native.enabled=true
                        quarkus.native.sources-only=true
                        quarkus.package.jar.enabled=false
                        """), "application.properties")
                .as(ExplodedExporter.class).exportExplodedInto(application.toFile());
        Path testClasses = PathTestHelper.getTestClassesLocation(NativeMetadataTest.class);
        try (CuratedApplication curated = QuarkusBootstrap.builder()
                .setApplicationRoot(application)
                .setProjectRoot(testClasses)
                .setLocalProjectDiscovery(true)
                .addExcludedPath(testClasses)
                .setTargetDirectory(directory)
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setIsolateDeployment(true)
                .build().bootstrap()) {
            curated.createAugmentor().createProductionApplication();
        }
        try (Stream<Path> files = Files.list(directory.resolve("native-sources"))) {
            image = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
    }

    @Test
    void hasTheTypesOfAnswersAndAllTheyHold() throws IOException {
        assertThat(reflective()).contains(Report.class.getName(), Finding.class.getName(), Bug.class.getName(),
                Smell.class.getName(), Severity.class.getName()).doesNotContain(Unrelated.class.getName());
    }

    @Test
    void hasWhatToolsTakeAndGive() throws IOException {
        assertThat(reflective()).contains(Tickets.Ticket.class.getName(), Tickets.Receipt.class.getName(),
                Tickets.Priority.class.getName(), List.class.getName(), String.class.getName());
        assertThat(generated("resource-config.json").toString()).contains("META-INF/quarkus-codex/tools.json");
    }

    @Test
    void hasWhatToolsTakeThatIsInNoIndex() throws IOException {
        assertThat(reflective()).contains(JsonNode.class.getName(), ObjectNode.class.getName(), String[].class.getName(),
                LocalDate[].class.getName(), LocalDate.class.getName(), Map.class.getName(), int[].class.getName());
    }

    @Test
    void hasTheAnnotationsThatSchemasAreMadeOf() throws IOException {
        assertThat(reflective()).contains(Nullable.class.getName());
    }

    /**
     * The platform registers qualifiers, the implementations of configuration mappings, the enums it converts to, and what
     * adds to its configuration.
     */
    @Test
    void hasNothingOfTheExtensionButWhatThePlatformNeeds() throws IOException {
        assertThat(reflective()).filteredOn(name -> name.startsWith("io.quarkiverse.codex.") && !name.endsWith("$$CMImpl")
                && !name.startsWith(NativeMetadataTest.class.getName()) && !name.startsWith(Tickets.class.getName()))
                .containsExactlyInAnyOrder(ApprovalMode.class.getName(), CodexClientName.class.getName(),
                        McpServerDefaults.class.getName(), SandboxMode.class.getName(), SessionStoreKind.class.getName(),
                        TransportKind.class.getName(), WebSearchMode.class.getName());
        assertThat(reflective()).noneMatch(name -> name.startsWith("com.networknt."));
    }

    @Test
    void hasTheMessagesOfTheValidator() throws IOException {
        assertThat(generated("resource-config.json").at("/bundles")).extracting(bundle -> bundle.path("name").asText())
                .contains("jsv-messages");
    }

    @Test
    void hasTheTablesOfDatabases() throws IOException {
        String resources = generated("resource-config.json").toString();
        try (Stream<Path> scripts = Files.list(TABLES)) {
            assertThat(scripts.map(script -> "db/codex/" + script.getFileName())).isNotEmpty()
                    .allSatisfy(script -> assertThat(resources).contains(script));
        }
    }

    /** The extension adds no resources, because this is so. */
    @Test
    void reliesOnTheResourcesThatTheValidatorRegisters() throws IOException {
        try (InputStream config = Thread.currentThread().getContextClassLoader().getResourceAsStream(VALIDATOR)) {
            assertThat(new ObjectMapper().readTree(config).findValuesAsText("pattern")).contains("draft/.*");
        }
    }

    private static List<String> reflective() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : generated("reflect-config.json")) {
            names.add(entry.path("name").asText());
        }
        return names;
    }

    private static JsonNode generated(String name) throws IOException {
        try (JarFile jar = new JarFile(image.toFile());
                InputStream json = jar.getInputStream(jar.getEntry("META-INF/native-image/" + name))) {
            return new ObjectMapper().readTree(json);
        }
    }
}
