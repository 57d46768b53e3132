package io.quarkiverse.codex.runtime.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.RpcDoor;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.smallrye.mutiny.Uni;

/**
 * The door of a client's transport, or the failure of everything that needs one where there is none.
 */
public final class RpcAccess {

    private final ClientProperties client;
    private final Transport transport;
    private final String transportName;
    private final ObjectMapper mapper;

    /**
     * @param client whose property to name
     * @param transport the client's transport
     * @param transportName what the configuration calls it
     * @param mapper writes the application's own parameters and values
     */
    public RpcAccess(ClientProperties client, Transport transport, String transportName, ObjectMapper mapper) {
        this.client = client;
        this.transport = transport;
        this.transportName = transportName;
        this.mapper = mapper;
    }

    /**
     * Returns the door.
     *
     * @param feature what it is needed for
     * @throws CodexUnsupportedException where there is none
     */
    public RpcDoor door(String feature) {
        return transport.rpc().orElseThrow(() -> new CodexUnsupportedException("The " + transportName
                + " transport of codex does not have " + feature + "; the app-server transport has it: "
                + client.name("transport") + "=app-server", feature));
    }

    Uni<JsonNode> request(String feature, String method, JsonNode params) {
        return Uni.createFrom().deferred(() -> door(feature).request(method, params));
    }

    String transportName() {
        return transportName;
    }

    ObjectMapper mapper() {
        return mapper;
    }
}
