package io.quarkiverse.codex.runtime.host;

import java.net.URI;
import java.util.Optional;

/**
 * By which way codex reaches the application's tools.
 *
 * @param client what the properties of codex' client are called, for messages
 * @param url where it is to look for them, or empty for the application's own HTTP port on this machine
 * @param fromElsewhere whether it may come from another machine
 * @param codexIsElsewhere whether it runs on another machine
 */
public record ToolReach(ClientProperties client, Optional<URI> url, boolean fromElsewhere, boolean codexIsElsewhere) {

    /** On this machine, for the default client. */
    public static final ToolReach LOCAL = new ToolReach(ClientProperties.OF_DEFAULT, Optional.empty(), false, false);

    /**
     * Whether codex would look for the tools on its own machine, and tell whoever listens there the token.
     */
    public boolean isAstray() {
        return codexIsElsewhere && url.isEmpty();
    }
}
