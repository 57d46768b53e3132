package io.quarkiverse.codex.codestart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog;
import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartProjectInput;
import io.quarkus.devtools.project.BuildTool;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.platform.descriptor.loader.json.ResourceLoaders;
import io.quarkus.registry.catalog.Extension;
import io.quarkus.registry.catalog.ExtensionCatalog;

/**
 * What the tools of Quarkus make of the codestart. That the files work is seen where they are built, in the integration tests.
 */
class CodestartTest {

    private static final Path SOURCES = Path.of("src", "main");
    private static final Path DESCRIPTOR = Path.of("target", "classes", "META-INF", "quarkus-extension.yaml");

    /** The tools have them from the platform; which they are does not matter. */
    private static final Map<String, Object> VERSIONS = Map.of("java.version", "17", "quarkus.version", "3.34.1",
            "quarkus.platform.group-id", "io.quarkus.platform", "quarkus.platform.artifact-id", "quarkus-bom",
            "quarkus.platform.version", "3.34.1", "quarkus.maven-plugin.group-id", "io.quarkus.platform",
            "quarkus.maven-plugin.artifact-id", "quarkus-maven-plugin", "quarkus.maven-plugin.version", "3.34.1",
            "maven-compiler-plugin.version", "3.15.0", "maven-surefire-plugin.version", "3.5.6");

    @TempDir
    Path project;

    /** A new project with the extension, as with {@code quarkus:create -Dextensions=quarkus-codex}. */
    @BeforeEach
    void create() throws Exception {
        ExtensionCatalog catalog = ExtensionCatalog.builder().addExtension(Extension.fromFile(DESCRIPTOR)).build();
        QuarkusCodestartCatalog codestarts = QuarkusCodestartCatalog.fromExtensionsCatalog(catalog,
                List.of(ResourceLoaders.resolveFileResourceLoader(platform().toFile()),
                        ResourceLoaders.resolveFileResourceLoader(SOURCES.toFile())));
        QuarkusCodestartProjectInput input = QuarkusCodestartProjectInput.builder()
                .addExtension(ArtifactKey.ga("io.quarkiverse.codex", "quarkus-codex"))
                .buildTool(BuildTool.MAVEN)
                .noDockerfiles()
                .noBuildToolWrapper()
                .addData(Map.of("project.group-id", "com.example", "project.artifact-id", "shop", "project.package-name",
                        "com.example.shop"))
                .addData(VERSIONS)
                .build();
        codestarts.createProject(input).generate(project);
    }

    /** The jar of the codestarts that every project has. */
    private static Path platform() throws IOException, URISyntaxException {
        URL base = CodestartTest.class.getClassLoader().getResource("codestarts/quarkus/project/quarkus/codestart.yml");
        return Path.of(((JarURLConnection) base.openConnection()).getJarFileURL().toURI());
    }

    @Test
    void hasTheDependenciesOfItsCode() throws IOException {
        assertThat(Files.readString(project.resolve("pom.xml"))).contains("<artifactId>shop</artifactId>",
                "<artifactId>quarkus-codex</artifactId>", "<artifactId>quarkus-rest</artifactId>",
                "<artifactId>quarkus-junit</artifactId>", "<artifactId>rest-assured</artifactId>");
    }

    @Test
    void hasItsCodeInThePackageOfTheProject() throws IOException {
        assertThat(project.resolve("src/main/java/com/example/shop")).isDirectoryContaining("glob:**/AskResource.java")
                .isDirectoryContaining("glob:**/Inventory.java");
        assertThat(project.resolve("src/test/java/com/example/shop")).isDirectoryContaining("glob:**/AskResourceTest.java");
        try (Stream<Path> files = Files.walk(project.resolve("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))).isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().startsWith("package com.example.shop;")
                            .doesNotContain("org.acme"));
        }
    }

    @Test
    void saysInItsReadmeWhatItIs() throws IOException {
        assertThat(Files.readString(project.resolve("README.md"))).contains("Codex", "/ask?question=hello", "quarkus-codex");
    }
}
