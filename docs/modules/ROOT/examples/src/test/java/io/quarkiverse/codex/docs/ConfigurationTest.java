package io.quarkiverse.codex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.docs.Documentation.Block;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What the documentation says of the configuration is what can be configured. */
class ConfigurationTest {

    private static final String PREFIX = "quarkus.codex.";
    private static final Pattern DOCUMENTED = Pattern.compile("`\\+\\+\\+(quarkus\\.codex\\.[^+]+)\\+\\+\\+`");
    private static final Pattern MENTIONED = Pattern.compile("quarkus\\.codex\\.[\\w\".*-]*[\\w\"]");

    private final List<String> documented = DOCUMENTED
            .matcher(Documentation.read(Documentation.PAGES.resolve("includes/quarkus-codex.adoc"))).results()
            .map(match -> match.group(1)).toList();

    @Test
    void namesInBlocksAreThoseOfTheReference() {
        assertThat(blocks()).isNotEmpty().allSatisfy((block, properties) -> assertThat(properties.stringPropertyNames())
                .as("%s", block).filteredOn(name -> name.startsWith(PREFIX)).allMatch(this::isProperty));
    }

    @Test
    void valuesInBlocksCanBeRead() {
        assertThat(blocks()).allSatisfy((block, properties) -> {
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .withConverter(java.time.Duration.class, 200, new DurationConverter())
                    .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                    .withMapping(CodexConfig.class)
                    .withMappingIgnore("quarkus.**")
                    .withSources(new PropertiesConfigSource(properties, "documentation", 100))
                    .build();
            assertThat(config.getConfigMapping(CodexConfig.class).clients()).as("%s", block).isNotNull();
        });
    }

    @Test
    void namesInTextsAreThoseOfTheReference() {
        TreeSet<String> unknown = new TreeSet<>();
        for (Path page : Stream.concat(Documentation.pages().stream(), Documentation.markdown().stream()).toList()) {
            Matcher mentioned = MENTIONED.matcher(Documentation.read(page));
            while (mentioned.find()) {
                String name = mentioned.group();
                if (!isProperty(name) && documented.stream().noneMatch(known -> known.startsWith(name + "."))) {
                    unknown.add(page.getFileName() + ": " + name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static Map<Block, Properties> blocks() {
        return Documentation.blocks("properties").stream().collect(Collectors.toMap(block -> block, block -> {
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(block.lines().stream()
                        .map(line -> line.startsWith("include::")
                                ? String.join("\n", Regions.included(block.file(), line).orElseThrow())
                                : line)
                        .collect(Collectors.joining("\n"))));
            } catch (IOException e) {
                throw new AssertionError(block.toString(), e);
            }
            return properties;
        }));
    }

    private boolean isProperty(String name) {
        String plain = name.replaceAll("^(quarkus\\.codex\\.)\"[^\"]+\"\\.", "$1");
        return documented.stream().anyMatch(known -> matches(known, plain));
    }

    /** In the reference a quoted part stands for any name. */
    private static boolean matches(String known, String name) {
        String expression = Stream.of(known.split("\"[^\"]+\"", -1)).map(Pattern::quote)
                .collect(Collectors.joining("(\"[^\"]+\"|[\\w.-]+)"));
        return name.matches(expression);
    }
}
