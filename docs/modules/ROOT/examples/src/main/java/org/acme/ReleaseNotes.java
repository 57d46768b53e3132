package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurnFailedException;

/** A service of one's own, which is tested offline. */
// tag::class[]
@ApplicationScoped
public class ReleaseNotes {

    @Inject
    CodexClient codex;

    public String write(String version) {
        try {
            return codex.startThread().runAndAwait("Write the release notes of " + version + ".").finalResponse();
        } catch (CodexTurnFailedException e) {
            return "There are no release notes for " + version + " yet.";
        }
    }
}
// end::class[]
