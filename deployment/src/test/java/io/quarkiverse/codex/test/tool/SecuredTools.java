package io.quarkiverse.codex.test.tool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.SessionLoaded;
import io.quarkiverse.codex.hook.SessionSaved;
import io.quarkiverse.codex.item.AgentMessage;
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
    /** What has run, and as whom. */
    final List<String> seen = new CopyOnWriteArrayList<>();

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
        see("tool");
        return user();
    }

    private String user() {
        return identity.isAnonymous() ? "nobody" : identity.getPrincipal().getName();
    }

    private void see(String what) {
        seen.add(what + " " + user());
    }

    @CodexHook
    void loaded(SessionLoaded session) {
        see("loaded");
    }

    @CodexHook
    void before(BeforeTurn turn) {
        see("before");
    }

    @CodexHook
    Uni<Void> answered(AgentMessage message) {
        see("item");
        return Uni.createFrom().voidItem();
    }

    @CodexHook
    void after(AfterTurn turn) {
        see("after");
    }

    @CodexHook
    void saved(SessionSaved session) {
        see("saved");
    }
}
