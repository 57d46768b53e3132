package org.acme.guide;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.tool.ToolSelection;

/** One working directory for each tenant. */
@ApplicationScoped
public class Tenants {

    @Inject
    CodexClient codex;

    // tag::thread[]
    CodexThread threadOf(String tenant, Path directories) {
        Path own = directories.resolve(tenant).normalize();
        if (!own.getParent().equals(directories)) { // <1>
            throw new IllegalArgumentException("Not the name of a tenant: " + tenant);
        }
        return codex.startThread(ThreadOptions.builder()
                .workingDirectory(own)
                .sandboxMode(SandboxMode.WORKSPACE_WRITE)
                .networkAccess(false)
                .tools(ToolSelection.namespaces("tickets"))
                .build());
    }
    // end::thread[]
}
