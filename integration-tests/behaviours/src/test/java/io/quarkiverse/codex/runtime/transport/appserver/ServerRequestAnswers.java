package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.Uni;

/**
 * Lets tests of other packages see what codex is answered when nobody's turn is concerned.
 */
public final class ServerRequestAnswers {

    private ServerRequestAnswers() {
    }

    /** Empty when the method is not known, which codex is told by an error. */
    public static Optional<JsonNode> answer(String method, JsonNode params) {
        return Optional.ofNullable(ServerRequests.answer("test", new RpcMessage.Request(RpcId.of(1), method, params),
                question -> null, question -> Uni.createFrom().voidItem())).map(answer -> answer.await().indefinitely());
    }
}
