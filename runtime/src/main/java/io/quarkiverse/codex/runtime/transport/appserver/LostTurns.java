package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Ends turns that have lost whoever began them, and their commands.
 */
final class LostTurns {

    private static final Logger LOG = Logger.getLogger(LostTurns.class);

    private LostTurns() {
    }

    /**
     * Ends turns; one that is over by itself is none any more.
     *
     * @param turns the turns by thread
     * @return the session, when they are over; never fails
     */
    static Uni<AppServerSession> end(AppServerSession session, Map<String, LostTurn> turns) {
        return Multi.createFrom().iterable(Map.copyOf(turns).entrySet()).onItem()
                .transformToUniAndMerge(lost -> end(session, lost.getKey(), lost.getValue())).collect().last()
                .replaceWith(session);
    }

    private static Uni<JsonNode> end(AppServerSession session, String threadId, LostTurn turn) {
        if (turn.turnId() != null) {
            return end(session, threadId, turn.turnId());
        }
        ObjectNode last = JsonNodeFactory.instance.objectNode().put("threadId", threadId).put("limit", 1);
        return evenIfFailed(session.request("thread/turns/list", last)).map(answer -> answer.path("data").path(0))
                .chain(found -> turn.is(found) ? end(session, threadId, found.path("id").asText())
                        : Uni.createFrom().item(NullNode.getInstance()));
    }

    private static Uni<JsonNode> end(AppServerSession session, String threadId, String turnId) {
        // Their commands may be there although the turn is not.
        return evenIfFailed(session.interrupt(threadId, turnId))
                .chain(() -> evenIfFailed(session.request("thread/backgroundTerminals/clean",
                        JsonNodeFactory.instance.objectNode().put("threadId", threadId))));
    }

    private static Uni<JsonNode> evenIfFailed(Uni<JsonNode> request) {
        return request.onFailure().recoverWithItem(failure -> {
            LOG.debugf("a turn could not be ended: %s", failure.getMessage());
            return NullNode.getInstance();
        });
    }
}
