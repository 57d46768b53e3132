package io.quarkiverse.codex.it.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.testing.CodexBinary;

/**
 * The protocol as a codex itself describes it.
 */
final class ProtocolSchema {

    static final String NOTIFICATIONS = "ServerNotification";
    static final String SERVER_REQUESTS = "ServerRequest";
    static final String CLIENT_REQUESTS = "ClientRequest";
    static final String CLIENT_NOTIFICATIONS = "ClientNotification";
    static final String REQUEST = "JSONRPCRequest";
    /** Has the definitions of all the others, but for those of older approvals. */
    static final String EVERYTHING = "codex_app_server_protocol.v2.schemas";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path directory;
    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();

    private ProtocolSchema(Path directory) {
        this.directory = directory;
    }

    /** Has a codex write its schema into a directory, with another one for its home. */
    static ProtocolSchema of(CodexBinary codex, Path home, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(codex.path().toString(), "app-server", "generate-json-schema",
                "--experimental", "--out", directory.toString());
        builder.environment().put("CODEX_HOME", home.toString());
        Path log = directory.resolve("generate.log");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException(codex + " wrote no schema: " + Files.readString(log));
        }
        return new ProtocolSchema(directory);
    }

    private JsonNode document(String name) {
        return documents.computeIfAbsent(name, file -> {
            try {
                return MAPPER.readTree(directory.resolve(file + ".json").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    SchemaPart whole(String document) {
        return new SchemaPart(document(document), document(document));
    }

    SchemaPart definition(String document, String name) {
        JsonNode definition = document(document).path("definitions").path(name);
        if (definition.isMissingNode()) {
            throw new AssertionError("The schema has no definition " + name + " any more: see " + document + ".json");
        }
        return new SchemaPart(document(document), definition);
    }

    /** The parameters of each method; those of a method that has none are an object without anything. */
    SortedMap<String, SchemaPart> methods(String document) {
        SortedMap<String, SchemaPart> methods = new TreeMap<>();
        ObjectNode nothing = JsonNodeFactory.instance.objectNode().put("type", "object");
        for (JsonNode message : document(document).path("oneOf")) {
            JsonNode params = message.path("properties").path("params");
            boolean none = params.isMissingNode() || "null".equals(params.path("type").textValue());
            methods.put(message.path("properties").path("method").path("enum").path(0).textValue(),
                    new SchemaPart(document(document), none ? nothing : params));
        }
        return methods;
    }

    /** What codex wants for an answer to one of its requests. Only names tell which answer belongs to which parameters. */
    SchemaPart response(String method) {
        String reference = methods(SERVER_REQUESTS).get(method).schema().path("$ref").textValue();
        return whole(reference.substring(reference.lastIndexOf('/') + 1).replaceFirst("Params$", "Response"));
    }
}
