package io.quarkiverse.codex.runtime.management;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexConfiguration;
import io.quarkiverse.codex.management.ConfigLayer;
import io.quarkiverse.codex.management.ConfigSnapshot;
import io.quarkiverse.codex.management.ConfigWrite;
import io.smallrye.mutiny.Uni;

/**
 * codex' configuration, as a client's codex has it.
 */
public final class ConfigurationImpl implements CodexConfiguration {

    private static final String FEATURE = "config";

    private final RpcAccess access;

    public ConfigurationImpl(RpcAccess access) {
        this.access = access;
    }

    @Override
    public Uni<ConfigSnapshot> read() {
        return read(Json.object());
    }

    @Override
    public Uni<ConfigSnapshot> read(Path directory) {
        return read(Json.object().put("cwd", directory.toString()));
    }

    private Uni<ConfigSnapshot> read(ObjectNode params) {
        return access.request(FEATURE, "config/read", params.put("includeLayers", true))
                .map(answer -> new ConfigSnapshot(answer.path("config"),
                        Json.list(answer.path("layers"), ConfigurationImpl::layer), answer.path("origins"), answer));
    }

    private static ConfigLayer layer(JsonNode layer) {
        JsonNode name = layer.path("name");
        String file = Json.text(name, "file");
        return new ConfigLayer(Json.textOrEmpty(name, "type"), file == null ? Json.text(name, "dotCodexFolder") : file,
                Json.textOrEmpty(layer, "version"), layer.path("config"), layer);
    }

    @Override
    public Uni<ConfigWrite> write(String key, Object value, String expectedVersion) {
        return Uni.createFrom().deferred(() -> {
            ObjectNode params = Json.object().put("keyPath", key).put("mergeStrategy", "replace");
            params.set("value", access.mapper().valueToTree(value));
            if (expectedVersion != null) {
                params.put("expectedVersion", expectedVersion);
            }
            return access.request(FEATURE, "config/value/write", params);
        }).map(answer -> new ConfigWrite(Json.textOrEmpty(answer, "version"), Json.text(answer, "filePath"),
                "okOverridden".equals(Json.text(answer, "status")), answer));
    }
}
