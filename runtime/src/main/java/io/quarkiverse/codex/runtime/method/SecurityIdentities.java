package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.CompletableFuture;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * Who is logged in, as Quarkus Security knows it. To be used only in an application that has it.
 */
public final class SecurityIdentities implements Identities {

    @Override
    public Runnable capture() {
        // Not waited for: with lazy authentication it may be a while, or nobody may ever ask.
        Uni<SecurityIdentity> deferred = association().getDeferredIdentity().memoize().indefinitely();
        return () -> restore(deferred.subscribeAsCompletionStage());
    }

    /** An identity that is known is given as such, for only that can be asked for on an event loop. */
    private static void restore(CompletableFuture<SecurityIdentity> identity) {
        if (identity.isDone() && !identity.isCompletedExceptionally()) {
            association().setIdentity(identity.join());
        } else {
            association().setIdentity(Uni.createFrom().completionStage(identity));
        }
    }

    private static CurrentIdentityAssociation association() {
        return Arc.container().select(CurrentIdentityAssociation.class).get();
    }
}
