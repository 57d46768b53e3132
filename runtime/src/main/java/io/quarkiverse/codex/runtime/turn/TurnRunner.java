package io.quarkiverse.codex.runtime.turn;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.runtime.approval.ApprovalDesk;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnRequest;

/**
 * What the turns of a client have in common.
 */
final class TurnRunner {

    private final Transport transport;
    private final OutputSchemas schemas;
    private final OptionLayers layers;
    private final ApprovalDesk approvals;
    private final ThreadMemory memory = new ThreadMemory();

    TurnRunner(Transport transport, OutputSchemas schemas, ClientConfig config, ApprovalDesk approvals) {
        this.transport = transport;
        this.schemas = schemas;
        this.layers = new OptionLayers(config);
        this.approvals = approvals;
    }

    TurnRequest request(Optional<String> threadId, TurnInput input, ThreadOptions thread, TurnOptions turn,
            Optional<JsonNode> outputSchema) {
        return new TurnRequest(threadId, input, layers.resolve(thread, turn), outputSchema,
                approvals.openTurn(thread.approvalPolicy()));
    }

    Transport transport() {
        return transport;
    }

    OutputSchemas schemas() {
        return schemas;
    }

    ThreadMemory memory() {
        return memory;
    }
}
