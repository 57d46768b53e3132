package io.quarkiverse.codex.runtime.host;

import java.net.URI;
import java.util.Optional;

/**
 * By which way codex reaches the application's tools.
 *
 * @param url where it is to look for them, or empty for the application's own HTTP port on this machine
 * @param fromElsewhere whether it may come from another machine
 */
public record ToolReach(Optional<URI> url, boolean fromElsewhere) {

    /** On this machine. */
    public static final ToolReach LOCAL = new ToolReach(Optional.empty(), false);
}
