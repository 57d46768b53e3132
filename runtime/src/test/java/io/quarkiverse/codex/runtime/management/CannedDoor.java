package io.quarkiverse.codex.runtime.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.RpcDoor;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** A door behind which the test itself answers. */
final class CannedDoor implements RpcDoor {

    static final ObjectMapper MAPPER = new ObjectMapper();

    final List<String> asked = new ArrayList<>();
    private final BiFunction<String, JsonNode, String> answers;

    CannedDoor(BiFunction<String, JsonNode, String> answers) {
        this.answers = answers;
    }

    static RpcAccess access(RpcDoor door) {
        return new RpcAccess(ClientProperties.OF_DEFAULT, new Transport() {

            @Override
            public Optional<RpcDoor> rpc() {
                return Optional.ofNullable(door);
            }

            @Override
            public TurnExecution prepare(TurnRequest request, Runnable whenOver) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                // Nothing to end.
            }
        }, "canned", MAPPER);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Uni<JsonNode> request(String method, JsonNode params) {
        return Uni.createFrom().item(() -> {
            asked.add(method + " " + params);
            return json(answers.apply(method, params));
        });
    }

    @Override
    public Uni<String> fork(String threadId, TurnSettings settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> greeting() {
        return request("initialize", null);
    }

    @Override
    public Uni<String> refusalOfUnknownMethod() {
        return Uni.createFrom().item("no such thing");
    }

    @Override
    public Multi<RpcNotification> notifications() {
        return Multi.createFrom().empty();
    }
}
