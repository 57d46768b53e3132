package io.quarkiverse.codex.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

class PremiseTest {

    private final List<UniEmitter<? super Optional<String>>> looks = new ArrayList<>();
    private final Premise premise = new Premise(() -> Uni.createFrom().emitter(looks::add));
    private final TurnGuard guard = new TurnGuard(TurnLimits.of("canned", "quarkus.codex.", 2, OptionalInt.of(1)), premise,
            Runnable::run);

    private static UniAssertSubscriber<Void> enter(TurnGuard.Pass pass) {
        return pass.enter().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void allWaitForOneLook() {
        TurnGuard.Pass first = guard.newPass();
        UniAssertSubscriber<Void> entered = enter(first).assertNotTerminated();
        UniAssertSubscriber<Void> other = enter(guard.newPass()).assertNotTerminated();
        UniAssertSubscriber<Void> queued = enter(guard.newPass()).assertNotTerminated();
        enter(guard.newPass()).assertFailedWith(CodexOverloadedException.class);

        looks.get(0).complete(Optional.empty());

        entered.assertCompleted();
        other.assertCompleted();
        queued.assertNotTerminated();
        first.giveBack();
        queued.assertCompleted();
        assertThat(looks).hasSize(1);
    }

    @Test
    void whatWillNotDoIsNotLookedAtAgain() {
        UniAssertSubscriber<Void> entered = enter(guard.newPass());

        looks.get(0).complete(Optional.of("it will not do"));

        entered.assertFailedWith(CodexConfigurationException.class, "it will not do");
        enter(guard.newPass()).assertFailedWith(CodexConfigurationException.class, "it will not do");
        assertThat(looks).hasSize(1);
    }

    @Test
    void afterAFailureItIsLookedAtAgain() {
        UniAssertSubscriber<Void> entered = enter(guard.newPass());

        looks.get(0).fail(new IllegalStateException("for now"));

        entered.assertFailedWith(IllegalStateException.class, "for now");
        UniAssertSubscriber<Void> again = enter(guard.newPass()).assertNotTerminated();
        looks.get(1).complete(Optional.empty());
        again.assertCompleted();
    }

    @Test
    void whoNoLongerWaitsDoesNotEndTheLook() {
        TurnGuard.Pass cancelled = guard.newPass();
        TurnGuard.Pass withdrawn = guard.newPass();
        UniAssertSubscriber<Void> first = enter(cancelled);
        UniAssertSubscriber<Void> second = enter(withdrawn);
        UniAssertSubscriber<Void> third = enter(guard.newPass());

        first.cancel();
        cancelled.giveBack();
        withdrawn.withdraw();

        second.assertCompleted();
        third.assertNotTerminated();
        looks.get(0).complete(Optional.empty());
        third.assertCompleted();
        assertThat(looks).hasSize(1);
    }
}
