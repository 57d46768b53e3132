package io.quarkiverse.codex.runtime.transport.appserver;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.TurnHost;

/**
 * An agent that codex has started for the sake of a turn, on a thread of its own. What it does is none of the turn's items; but
 * it may do no more than the turn, and has no other application to ask.
 */
final class SubAgent implements Asker {

    private static final Logger LOG = Logger.getLogger(SubAgent.class);

    private final AppServerSession session;
    private final AppServerTurn turn;
    private final String threadId;
    private final String turnId;
    private final TurnProgress progress = new TurnProgress();

    /**
     * @param turn for whose sake it works
     * @param threadId its own thread
     * @param turnId its own turn
     */
    SubAgent(AppServerSession session, AppServerTurn turn, String threadId, String turnId) {
        this.session = session;
        this.turn = turn;
        this.threadId = threadId;
        this.turnId = turnId;
    }

    AppServerTurn turn() {
        return turn;
    }

    String threadId() {
        return threadId;
    }

    String turnId() {
        return turnId;
    }

    void received(TurnEvent event) {
        progress.note(event, true);
        turn.heardOfAgent(event);
    }

    @Override
    public TurnHost host() {
        return turn.host();
    }

    @Override
    public TurnClock clock() {
        return turn.clock();
    }

    @Override
    public void tell(TurnEvent event) {
        turn.tell(event);
    }

    @Override
    public ThreadItem openItem(String itemId) {
        return progress.openItem(itemId);
    }

    @Override
    public void cancel() {
        session.interrupt(threadId, turnId).subscribe().with(
                answer -> turn.logged(() -> LOG.debugf("the agent %s is interrupted", threadId)), failure -> turn.logged(
                        () -> LOG.debugf("the agent %s could not be interrupted: %s", threadId, failure.getMessage())));
    }
}
