package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.UUID;

/**
 * Whether the turn that codex runs is the one that it was asked for. What is said to a thread codex adds to the turn that runs
 * there, whoever began that, and answers as if it had begun one: only what is said first in a turn tells whose it is. Guarded
 * by its owner.
 */
final class TurnClaim {

    private final String messageId = UUID.randomUUID().toString();
    private boolean proven;
    private String foreign;
    private String answered;

    /**
     * Returns what the input bears that the turn is to begin with.
     */
    String messageId() {
        return messageId;
    }

    /**
     * Returns what input bears that is given to the turn later.
     */
    String nextMessageId() {
        return messageId + "-" + UUID.randomUUID();
    }

    boolean isOwn(String clientId) {
        return clientId != null && clientId.startsWith(messageId);
    }

    /**
     * Notes what was said in a turn of the thread.
     */
    void said(String turnId, String clientId) {
        if (!proven && !turnId.equals(foreign)) {
            proven = messageId.equals(clientId);
            foreign = proven ? foreign : turnId;
        }
    }

    /**
     * Notes which turn codex has answered with.
     */
    void answered(String turnId) {
        answered = turnId;
    }

    /**
     * Returns whether it is known whose turn it is, and that it is the one that was asked for.
     */
    boolean isProven() {
        return proven;
    }

    /**
     * Returns whether a turn is known to be somebody else's.
     */
    boolean isForeign(String turnId) {
        return turnId != null && turnId.equals(foreign);
    }

    /**
     * Returns whether somebody else's turn has been heard of, and none that is ours.
     */
    boolean isDisputed() {
        return foreign != null && !proven;
    }

    /**
     * Returns whether codex has added to somebody else's turn what was to begin one.
     */
    boolean isLost() {
        return isForeign(answered);
    }
}
