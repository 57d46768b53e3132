package io.quarkiverse.codex.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.test.common.PathTestHelper;

/**
 * What GraalVM would be told of the service. It is not needed for that: the build stops before the image.
 */
class NativeSourcesTest {

    private static final String PACKAGE = Main.class.getPackageName() + ".";

    @TempDir
    static Path directory;

    private static Path image;

    @BeforeAll
    static void build() throws Exception {
        Path testClasses = PathTestHelper.getTestClassesLocation(NativeSourcesTest.class);
        Path classes = PathTestHelper.getAppClassLocationForTestLocation(testClasses);
        Properties properties = new Properties();
        properties.setProperty("quarkus.native.enabled", "true");
        properties.setProperty("quarkus.native.sources-only", "true");
        properties.setProperty("quarkus.package.jar.enabled", "false");
        try (CuratedApplication curated = QuarkusBootstrap.builder()
                .setApplicationRoot(classes)
                .setProjectRoot(testClasses)
                .setLocalProjectDiscovery(true)
                .addExcludedPath(testClasses)
                .setTargetDirectory(directory)
                .setBuildSystemProperties(properties)
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
    void hasEveryTypeThatCrossesJson() throws IOException {
        Set<String> crossing = new TreeSet<>();
        for (Method method : ReviewResource.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                addParts(method, crossing);
            }
        }
        for (Method method : FindingTools.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(CodexTool.class)) {
                addParts(method, crossing);
            }
        }
        add(Report.class, crossing);
        add(Problem.class, crossing);

        assertThat(crossing).contains(Severity.class.getName(), Finding.class.getName(), ReviewView.class.getName());
        assertThat(reflective()).containsAll(crossing);
    }

    /** The platform adds beans, but nobody a package. */
    @Test
    void hasNothingElse() throws IOException {
        assertThat(reflective()).doesNotContain(Review.class.getName(), EventLog.class.getName(), LoggedEvent.class.getName(),
                GitSource.class.getName(), DirectorySource.class.getName(), Story.class.getName(),
                TurnPrinter.class.getName());
        assertThat(reflective()).noneMatch(name -> name.startsWith(TurnEvent.class.getPackageName() + ".")
                || name.startsWith(ThreadItem.class.getPackageName() + "."));
    }

    @Test
    void hasThePage() throws IOException {
        assertThat(generated("resource-config.json").toString()).contains("META-INF/resources/review.js");
    }

    private static void addParts(Method method, Set<String> names) {
        add(method.getGenericReturnType(), names);
        for (Type parameter : method.getGenericParameterTypes()) {
            add(parameter, names);
        }
    }

    private static void add(Type type, Set<String> names) {
        if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), names);
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument, names);
            }
        } else if (type instanceof Class<?> plain && plain.getName().startsWith(PACKAGE) && names.add(plain.getName())
                && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                add(component.getGenericType(), names);
            }
        }
    }

    private static Set<String> reflective() throws IOException {
        Set<String> names = new TreeSet<>();
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
