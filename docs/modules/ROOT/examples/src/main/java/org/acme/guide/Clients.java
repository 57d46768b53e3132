package org.acme.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;

/** Several clients. */
@ApplicationScoped
public class Clients {

    // tag::named[]
    @Inject
    @CodexClientName("reviewer")
    CodexClient reviewer;
    // end::named[]
}
