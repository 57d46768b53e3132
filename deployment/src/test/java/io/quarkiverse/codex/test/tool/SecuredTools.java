package io.quarkiverse.codex.test.tool;

import java.util.concurrent.CompletableFuture;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/**
 * Tools that not everybody may call.
 */
public class SecuredTools {

    @Inject
    SecurityIdentity identity;

    final CompletableFuture<Void> called = new CompletableFuture<>();

    @CodexTool(description = "For administrators")
    @RolesAllowed("admin")
    String erase() {
        called.complete(null);
        return "erased by " + identity.getPrincipal().getName();
    }

    @CodexTool(description = "For users, later")
    @RolesAllowed("user")
    Uni<String> later() {
        return Uni.createFrom().item("by " + identity.getPrincipal().getName());
    }

    @CodexTool(description = "For users, at once on an event loop")
    @RolesAllowed("user")
    @NonBlocking
    String atOnce() {
        return "by " + identity.getPrincipal().getName();
    }

    @CodexTool(description = "For everybody")
    String whoAmI() {
        return identity.isAnonymous() ? "nobody" : identity.getPrincipal().getName();
    }
}
