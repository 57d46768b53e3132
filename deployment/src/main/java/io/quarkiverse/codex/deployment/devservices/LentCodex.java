package io.quarkiverse.codex.deployment.devservices;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.CodexBinaryNotFoundException;
import io.quarkus.deployment.builditem.Startable;

/**
 * A codex that was installed for whoever has none.
 */
final class LentCodex implements Startable {

    private static final Logger LOG = Logger.getLogger(LentCodex.class);
    /** What a client looks for that is told nothing: it then says itself that there is none. */
    private static final String ON_PATH = "codex";

    private CodexBinary codex;

    /** Blocks while npm runs, the first time. */
    @Override
    public void start() {
        try {
            codex = CodexBinary.findOrInstall();
        } catch (CodexBinaryNotFoundException missing) {
            LOG.warn("Dev Services have no codex to lend", missing);
        }
    }

    String path() {
        return codex == null ? ON_PATH : codex.path().toString();
    }

    void announce() {
        if (codex != null) {
            LOG.infof("Dev Services for Codex lend codex %s, for no client finds one: %s", codex.version(), codex.path());
        }
    }

    @Override
    public String getConnectionInfo() {
        return path();
    }

    /** It is a file. */
    @Override
    public String getContainerId() {
        return null;
    }

    /** The cache keeps it. */
    @Override
    public void close() {
        // Nothing is open.
    }
}
