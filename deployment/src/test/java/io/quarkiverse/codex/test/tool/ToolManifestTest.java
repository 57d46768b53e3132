package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

class ToolManifestTest {

    private static final String MANIFEST = "META-INF/quarkus-codex/tools.json";

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Tickets.class, Echoing.class));

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void listsEachToolWithItsSchema() throws IOException {
        JsonNode tools = manifest().path("tools");

        assertThat(tools.findValuesAsText("name").stream().distinct()).contains("context", "greet", "open");
        assertThat(Stream.iterate(0, i -> i + 1).limit(tools.size()).map(i -> tools.get(i).path("namespace").asText()
                + tools.get(i).path("name").asText()).toList()).isSorted();
        JsonNode open = tool(tools, "open");
        assertThat(open.path("namespace").asText()).isEqualTo("tickets");
        assertThat(open.path("method").asText()).isEqualTo(Tickets.class.getName() + ".open(Ticket, List)");
        assertThat(open.path("executionModel").asText()).isEqualTo("WORKER");
        assertThat(open.at("/inputSchema/required").toString()).isEqualTo("[\"ticket\"]");
        assertThat(open.at("/inputSchema/properties/ticket/properties/count/minimum").asInt()).isEqualTo(1);
        assertThat(open.at("/inputSchema/properties/ticket/properties/due/format").asText()).isEqualTo("date");
        assertThat(open.at("/parameters/1/type").asText()).isEqualTo("java.util.List<java.lang.String>");
        JsonNode greet = tool(tools, "greet");
        assertThat(greet.at("/parameters/1/defaultValue").asText()).isEqualTo("Hello");
        assertThat(greet.at("/inputSchema/properties/greeting/description").asText()).isEqualTo("(default: Hello)");
        assertThat(tool(tools, "context").path("parameters").toString()).isEqualTo("[{}]");
    }

    private static JsonNode tool(JsonNode tools, String name) {
        for (JsonNode tool : tools) {
            if (tool.path("name").asText().equals(name)) {
                return tool;
            }
        }
        throw new AssertionError("There is no tool " + name + " in " + tools);
    }

    private JsonNode manifest() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(results.getBuildDir())) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry manifest = zip.getEntry(MANIFEST);
                if (manifest != null) {
                    return new ObjectMapper().readTree(zip.getInputStream(manifest).readAllBytes());
                }
            }
        }
        throw new AssertionError("No jar of " + results.getBuildDir() + " has " + MANIFEST);
    }
}
