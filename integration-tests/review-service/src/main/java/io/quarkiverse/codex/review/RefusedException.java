package io.quarkiverse.codex.review;

/**
 * What was asked for is not reviewed. The message is for whoever has asked.
 */
class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
