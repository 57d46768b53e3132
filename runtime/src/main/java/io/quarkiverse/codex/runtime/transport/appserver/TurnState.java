package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Optional;

import io.quarkiverse.codex.runtime.transport.Abort;

/**
 * How far a turn is, for codex and for its caller: the one may still be busy with it when the other has been told its end, and
 * then the turn is given up but its thread is not free. Thread-safe; notes and answers, and does nothing itself.
 */
final class TurnState {

    /** What codex does with the turn. */
    private enum Phase {
        /** It was not asked to begin, or is being asked for the thread. */
        OPENING,
        /** It was asked to begin and had too much to do; it will be asked again. */
        PUT_OFF,
        /** It was asked to begin and did not refuse: it may run the turn, even if it has not said so. */
        BEGUN,
        /** It is done with the turn, or never had it. */
        DONE
    }

    /** What is to be done when a turn is to end early. */
    enum Ending {
        /** It is ending or over already. */
        NONE,
        /** codex is to end it. */
        WAIT,
        /** codex has nothing of it. */
        GIVE_UP
    }

    private final TurnClaim claim = new TurnClaim();
    private Phase phase = Phase.OPENING;
    private Abort abort;
    private boolean asked;
    private boolean over;
    private boolean concluded;
    private boolean released;
    private AppServerSession session;
    private String threadId;
    private String turnId;
    private String activeTurnId;
    private boolean interrupted;

    /**
     * Notes where the turn runs.
     *
     * @return whether it is still wanted
     */
    synchronized boolean opened(AppServerSession opened) {
        session = opened;
        return abort == null && !over;
    }

    /**
     * Notes the thread, unless the turn was given up before there was one.
     *
     * @return whether it was noted
     */
    synchronized boolean entered(String id) {
        if (over) {
            return false;
        }
        threadId = id;
        return true;
    }

    /**
     * Notes that codex is asked to begin, unless nobody wants that any more.
     *
     * @return whether it may be asked
     */
    synchronized boolean begin() {
        if (abort != null || over) {
            return false;
        }
        phase = Phase.BEGUN;
        asked = true;
        return true;
    }

    /**
     * Notes that codex has too much to do and has not begun.
     *
     * @return whether to try again
     */
    synchronized boolean putOff() {
        phase = Phase.PUT_OFF;
        return abort == null && !over;
    }

    /**
     * Notes how codex calls the turn.
     *
     * @param id the turn's id
     * @param active the id by which it is interrupted or steered, which in a review is another; {@code null} when not known
     * @return whether codex has to be told that the turn is not wanted any more
     */
    synchronized boolean named(String id, String active) {
        if (phase != Phase.BEGUN || claim.isForeign(id)) {
            return false;
        }
        if (turnId == null) {
            turnId = id;
        }
        if (activeTurnId == null) {
            activeTurnId = active;
        }
        return abort != null && interrupt();
    }

    /**
     * Notes which turn codex has answered with when it was asked to begin.
     *
     * @return whether that is somebody else's
     */
    synchronized boolean answered(String id) {
        claim.answered(id);
        return claim.isLost();
    }

    /**
     * Notes what was said in a turn of the thread, the first of which tells whose turn it is.
     *
     * @return whether that is somebody else's
     */
    synchronized boolean said(String concerned, String clientId) {
        if (phase != Phase.BEGUN) {
            return false;
        }
        claim.said(concerned, clientId);
        if (claim.isForeign(turnId)) {
            turnId = null;
            activeTurnId = null;
        }
        return claim.isForeign(concerned);
    }

    /** Whether input was given to this turn by somebody else. */
    synchronized boolean isIntruder(String concerned, String clientId) {
        return claim.isProven() && concerned.equals(turnId) && !claim.isOwn(clientId);
    }

    /** Whether codex has given the input to a turn of somebody else instead of beginning this one. */
    synchronized boolean isMerged() {
        return claim.isLost();
    }

    /** What the input bears that the turn begins with. */
    synchronized String messageId() {
        return claim.messageId();
    }

    /** What input bears that is given to the turn later. */
    synchronized String nextMessageId() {
        return claim.nextMessageId();
    }

    /**
     * Notes that the turn is to end early. The first reason counts, but who cancels hears of no other.
     */
    synchronized Ending abort(Abort reason) {
        if (over || abort != null && (abort.kind() == Abort.Kind.CANCELLED || reason.kind() != Abort.Kind.CANCELLED)) {
            return Ending.NONE;
        }
        boolean first = abort == null;
        abort = reason;
        if (!first) {
            return Ending.NONE;
        }
        return session == null || phase == Phase.PUT_OFF ? Ending.GIVE_UP : Ending.WAIT;
    }

    /**
     * Returns whether codex has to be told of the end, which it is once.
     */
    synchronized boolean interrupt() {
        if (interrupted || activeTurnId == null || phase != Phase.BEGUN) {
            return false;
        }
        interrupted = true;
        return true;
    }

    /**
     * Notes that codex could not be told.
     */
    synchronized void notInterrupted() {
        interrupted = false;
    }

    /**
     * Notes that codex is done with the turn, or never had it.
     */
    synchronized void done() {
        phase = Phase.DONE;
    }

    /**
     * Notes that the caller is told the end.
     *
     * @return whether nobody did so before
     */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /**
     * Notes that the caller was told, and that what the turn left running until then was cleared away.
     */
    synchronized void conclude() {
        concluded = true;
    }

    /** Whether the caller was told the end and the thread is not free. */
    synchronized boolean isGivenUp() {
        return concluded && threadId != null && !released;
    }

    /**
     * Notes that the thread is given back, if there is one that neither codex nor the caller needs any more.
     *
     * @return whether it is to be given back now
     */
    synchronized boolean release() {
        if (!isGivenUp() || phase == Phase.BEGUN) {
            return false;
        }
        released = true;
        return true;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Whether codex was ever asked to begin. */
    synchronized boolean wasAsked() {
        return asked;
    }

    /** Whether codex may run the turn. */
    synchronized boolean isBegun() {
        return phase == Phase.BEGUN;
    }

    /** Why the turn ends early, or {@code null}. */
    synchronized Abort reason() {
        return abort;
    }

    synchronized AppServerSession session() {
        return session;
    }

    /** The thread, or {@code null} as long as there is none. */
    synchronized String threadId() {
        return threadId;
    }

    /** The turn, or {@code null} as long as it is not known. */
    synchronized String turnId() {
        return turnId;
    }

    /** The id to interrupt the turn by, from the moment that codex has told it until it is done with it. */
    synchronized Optional<String> activeTurnId() {
        return Optional.ofNullable(phase == Phase.BEGUN ? activeTurnId : null);
    }

    /** Whether something of a turn is not of this one. */
    synchronized boolean isOfAnother(String concerned) {
        return claim.isForeign(concerned) || concerned != null && turnId != null && !concerned.equals(turnId);
    }

    /**
     * Whether a hook of codex may ask this turn. It comes by a way of its own, and may be here before codex has told the turn's
     * id.
     */
    synchronized boolean isHookedBy(String concerned) {
        return !over && (turnId == null && !claim.isDisputed() || isAskedFor(concerned));
    }

    /** Whether codex asks something on behalf of this turn, and somebody is still there to answer. */
    synchronized boolean isAskedFor(String concerned) {
        return !over && (concerned == null ? !claim.isDisputed()
                : concerned.equals(turnId) || concerned.equals(activeTurnId));
    }
}
