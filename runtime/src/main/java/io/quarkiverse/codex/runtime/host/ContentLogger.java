package io.quarkiverse.codex.runtime.host;

import java.util.function.Supplier;

import org.jboss.logging.Logger;

/**
 * Logs what is said and done in the turns of a client, where its configuration allows that.
 *
 * @param allowed whether it does
 */
public record ContentLogger(boolean allowed) {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.codex.content");

    /** Logs nothing. */
    public static final ContentLogger NONE = new ContentLogger(false);

    /**
     * Returns whether anything is logged.
     */
    public boolean isOn() {
        return allowed && LOG.isTraceEnabled();
    }

    /**
     * Logs what was said.
     *
     * @param what names it
     * @param said says it
     */
    public void said(String what, Supplier<?> said) {
        if (isOn()) {
            LOG.tracef("%s: %s", what, said.get());
        }
    }

    /**
     * Logs a failure with what it says: elsewhere nothing may, for that may repeat what was said.
     *
     * @param what names it
     */
    public void failed(String what, Throwable failure) {
        if (isOn()) {
            LOG.tracef(failure, "%s", what);
        }
    }
}
