package org.acme.guide;

import jakarta.inject.Singleton;

import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.PreToolUse;

/** A hook that codex waits for. */
@Singleton
public class NothingIsDeleted {

    // tag::hook[]
    @CodexHook(tools = "Bash")
    void nothingIsDeleted(PreToolUse use) {
        if (use.input().path("command").asText().contains("rm ")) {
            use.deny("Nothing is deleted here");
        }
    }
    // end::hook[]
}
