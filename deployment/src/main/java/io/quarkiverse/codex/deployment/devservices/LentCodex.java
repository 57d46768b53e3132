package io.quarkiverse.codex.deployment.devservices;

import java.util.Optional;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.CodexBinaryNotFoundException;

/**
 * A codex that is installed for whoever has none. It stays in a cache.
 */
final class LentCodex {

    private static final Logger LOG = Logger.getLogger(LentCodex.class);

    private final Optional<CodexBinary> codex;

    private LentCodex(Optional<CodexBinary> codex) {
        this.codex = codex;
    }

    /**
     * Finds or installs it. Blocks while npm runs, the first time.
     */
    static LentCodex install() {
        try {
            CodexBinary codex = CodexBinary.findOrInstall();
            LOG.infof("Dev Services for Codex lend codex %s, for no client finds one: %s", codex.version(), codex.path());
            return new LentCodex(Optional.of(codex));
        } catch (CodexBinaryNotFoundException missing) {
            // An application that is developed can do without until it has a turn run, which then says so itself.
            LOG.warn("Dev Services for Codex have no codex to lend", missing);
            return new LentCodex(Optional.empty());
        }
    }

    Optional<String> path() {
        return codex.map(found -> found.path().toString());
    }
}
