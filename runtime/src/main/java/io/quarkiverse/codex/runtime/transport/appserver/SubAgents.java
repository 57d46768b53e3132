package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;

/**
 * The agents that work for the turns of a session, as long as they do. codex tells with the begin of an agent's turn which turn
 * it is for, and nothing of that with what the agent does or asks. Thread-safe.
 */
final class SubAgents {

    private final Map<String, SubAgent> agents = new ConcurrentHashMap<>();

    /**
     * Takes an event of a thread that none of the turns has.
     *
     * @param turns the turns that run
     * @return whether it is one of an agent
     */
    boolean received(RoutedEvent routed, AppServerSession session, Collection<AppServerTurn> turns) {
        if (routed.event() instanceof TurnStarted && routed.rootTurnId() != null && routed.threadId() != null) {
            root(routed.rootTurnId(), turns)
                    .ifPresent(turn -> begun(new SubAgent(session, turn, routed.threadId(), routed.turnId())));
        }
        SubAgent agent = routed.threadId() == null ? null : agents.get(routed.threadId());
        if (agent == null) {
            return false;
        }
        agent.received(routed.event());
        if (routed.event() instanceof TurnCompleted || routed.event() instanceof TurnFailed) {
            agents.remove(agent.threadId(), agent);
        }
        return true;
    }

    private void begun(SubAgent agent) {
        agents.put(agent.threadId(), agent);
        if (agent.turn().isEnding()) {
            agent.cancel();
        }
    }

    /** An agent may have agents of its own. */
    private Optional<AppServerTurn> root(String turnId, Collection<AppServerTurn> turns) {
        return turns.stream().filter(turn -> turn.isAskedFor(turnId)).findFirst().or(() -> agents.values().stream()
                .filter(agent -> turnId.equals(agent.turnId())).map(SubAgent::turn).findFirst());
    }

    /**
     * Returns the agent that asks something, or {@code null}.
     *
     * @param turnId the turn that codex names, or {@code null} when it names none
     */
    SubAgent of(String threadId, String turnId) {
        SubAgent agent = threadId == null ? null : agents.get(threadId);
        return agent != null && (turnId == null || turnId.equals(agent.turnId())) && agent.turn().isAskedFor(null) ? agent
                : null;
    }

    /**
     * Returns the agents that work for a turn.
     */
    List<SubAgent> of(AppServerTurn turn) {
        return agents.values().stream().filter(agent -> agent.turn() == turn).toList();
    }

    /**
     * Returns all agents.
     */
    Collection<SubAgent> all() {
        return List.copyOf(agents.values());
    }

    /**
     * Forgets the agents of a turn of which nothing is left. Some may go on in codex, but have nobody to ask.
     */
    void leave(AppServerTurn turn) {
        agents.values().removeIf(agent -> agent.turn() == turn);
    }
}
