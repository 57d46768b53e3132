package io.quarkiverse.codex.runtime.devui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.health.ClientHealth;
import io.quarkiverse.codex.runtime.health.ClientProbe;
import io.quarkiverse.codex.runtime.health.ClientProbes;
import io.quarkiverse.codex.runtime.host.ClientGauges;
import io.quarkiverse.codex.runtime.host.TransportGauges;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Answers the card.
 */
@ApplicationScoped
public class ClientPages {

    private final ClientProbes probes;
    private final Instance<CodexClient> clients;

    public ClientPages(ClientProbes probes, @Any Instance<CodexClient> clients) {
        this.probes = probes;
        this.clients = clients;
    }

    @DevMCPEnableByDefault
    @JsonRpcDescription("List the application's codex clients: codex' version and home, the transport, how many turns run or"
            + " wait, how many codex processes there are, and what keeps a client from running turns. Starts no codex")
    public JsonObject listClients() {
        JsonArray list = new JsonArray();
        probes.probes().forEach(probe -> list.add(describe(probe)));
        return JsonObject.of("clients", list);
    }

    private JsonObject describe(ClientProbe probe) {
        ClientHealth health = probe.check();
        JsonObject client = JsonObject.of("name", probe.name(), "ready", health.isReady(),
                "transport", health.details().get("transport"), "version", health.details().get("version"),
                "home", probe.home().map(Object::toString).orElse(null), "problems", new JsonArray(health.problems()));
        try {
            ClientGauges gauges = (ClientGauges) ClientProxy.unwrap(ClientLookup.find(clients, probe.name()));
            TransportGauges transport = gauges.transport();
            client.put("activeTurns", gauges.activeTurns()).put("queuedTurns", gauges.queuedTurns())
                    .put("connections", transport.connections()).put("restarts", transport.restarts());
        } catch (RuntimeException misconfigured) {
            // Which the probe has told already.
            client.put("ready", false);
        }
        return client;
    }
}
