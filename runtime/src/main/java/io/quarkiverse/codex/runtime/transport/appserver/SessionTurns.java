package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;

/**
 * Whom of a session's turns, and of the agents that work for them, something concerns that codex tells or asks. Thread-safe.
 */
final class SessionTurns {

    private final AppServerSession session;
    private final ThreadTurns turns = new ThreadTurns();
    private final SubAgents agents = new SubAgents();
    private final ForeignTurns foreign = new ForeignTurns();
    private final ToldUsage usage = new ToldUsage();

    SessionTurns(AppServerSession session) {
        this.session = session;
    }

    /**
     * Returns which turn has which thread.
     */
    ThreadTurns threads() {
        return turns;
    }

    /**
     * Returns the turns that somebody else runs.
     */
    ForeignTurns foreign() {
        return foreign;
    }

    /**
     * Passes an event on.
     *
     * @return whether it concerns anybody
     */
    boolean received(RoutedEvent told) {
        RoutedEvent routed = usage.fresh(told);
        AppServerTurn turn = turns.of(routed.threadId());
        if (turn == null && agents.received(routed, session, turns.all())) {
            return true;
        }
        if (isForeign(routed, turn) || turn == null || turns.isEnded(routed.threadId(), routed.turnId())) {
            return false;
        }
        turn.received(routed);
        return true;
    }

    /** A turn that begins where none of ours was asked to is somebody else's. */
    private boolean isForeign(RoutedEvent routed, AppServerTurn turn) {
        String threadId = routed.threadId();
        if (threadId == null || routed.turnId() == null) {
            return false;
        }
        if (routed.event() instanceof TurnStarted) {
            boolean isOpen = session.threads().hasOpen(threadId) && (turn == null || !turn.isBegun());
            if (isOpen) {
                foreign.started(threadId, routed.concernedTurnId());
            } else if (turn == null && foreign.haveBegun(routed.rootTurnId())) {
                // An agent on a thread of its own.
                foreign.started(threadId, routed.turnId());
            }
        }
        // A review ends under another name than it has begun.
        boolean isForeign = foreign.isOn(threadId, routed.turnId()) || foreign.isOn(threadId, routed.concernedTurnId());
        if (isForeign && (routed.event() instanceof TurnCompleted || routed.event() instanceof TurnFailed)) {
            foreign.forget(threadId);
        }
        return isForeign;
    }

    /**
     * Passes on that something could not be read.
     */
    void missed(RpcMessage.Oversized message, CodexException why) {
        if (message.threadId() != null && "turn/completed".equals(message.method())) {
            foreign.forget(message.threadId());
        }
        AppServerTurn turn = turns.of(message.threadId());
        if (turn != null && !turns.isEnded(message.threadId(), message.turnId())) {
            turn.missed(message, why);
        }
    }

    /**
     * Passes on that codex has closed a thread.
     */
    void threadClosed(String threadId) {
        foreign.forget(threadId);
        AppServerTurn turn = turns.of(threadId);
        if (turn != null) {
            turn.threadClosed();
        }
    }

    /**
     * Finds on whose behalf codex asks: a thread can have another turn than the one that asks, one that was given up or
     * somebody else's.
     *
     * @param params what it asks
     * @return who asks, or {@code null}
     */
    Asker asker(JsonNode params) {
        String threadId = threadOf(params);
        String turnId = params.path("turnId").textValue();
        AppServerTurn turn = turns.of(threadId);
        if (turn == null) {
            return agents.of(threadId, turnId);
        }
        return turn.isAskedFor(turnId) ? turn : null;
    }

    private static String threadOf(JsonNode params) {
        return params.path("threadId").asText(params.path("conversationId").textValue());
    }

    /**
     * Returns whether codex asks something that is for others to answer: in a turn that is none of ours, nor was.
     *
     * @param params what it asks
     */
    boolean isForOthers(JsonNode params) {
        String threadId = threadOf(params);
        if (threadId == null || turns.isEnded(threadId, params.path("turnId").textValue())) {
            return false;
        }
        return foreign.haveTaken(threadId) || turns.of(threadId) == null && session.threads().hasOpen(threadId);
    }

    /**
     * Finds the hooks that codex asks. Of an agent too, it tells the thread of the turn that the agent works for.
     */
    Optional<NativeHooks> hooks(String threadId, String turnId) {
        AppServerTurn turn = turns.of(threadId);
        if (turn == null) {
            return Optional.empty();
        }
        return turn.hooks(turnId).or(() -> agents.of(turn).stream().filter(agent -> agent.turnId().equals(turnId)).findFirst()
                .map(agent -> turn.hooks()));
    }

    void leave(String threadId, AppServerTurn turn, String turnId) {
        turns.leave(threadId, turn, turnId);
        agents.leave(turn);
    }

    /**
     * Returns the agents that work for a turn.
     */
    List<SubAgent> agentsOf(AppServerTurn turn) {
        return agents.of(turn);
    }

    /**
     * Returns the turns that run or may, and those of their agents, by thread.
     */
    Map<String, LostTurn> running() {
        Map<String, LostTurn> running = turns.running();
        agents.all().forEach(agent -> running.put(agent.threadId(), new LostTurn(agent.turnId(), null)));
        return running;
    }

    void gone(CodexException why) {
        turns.all().forEach(turn -> turn.gone(why));
    }
}
