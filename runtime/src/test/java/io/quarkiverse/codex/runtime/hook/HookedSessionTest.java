package io.quarkiverse.codex.runtime.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.hook.SessionLoaded;
import io.quarkiverse.codex.hook.SessionSaved;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.session.SessionWatch;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;

class HookedSessionTest {

    private static final SessionKey KEY = new SessionKey("test", "talk");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final TestHooks hooks = new TestHooks();

    private SessionWatch session() {
        return hooks.client().watch(KEY, Caller.NOBODY);
    }

    @Test
    void aHookThatFailsDoesNotKeepOthersFromSeeingWhatIsSaved() {
        hooks.on(SessionSaved.class, OnError.FAIL, List.of(), saved -> {
            throw new IllegalArgumentException("first");
        }).on(SessionSaved.class, OnError.FAIL, List.of(), saved -> {
            log.add(saved.key());
            throw new IllegalArgumentException("second");
        }).on(SessionSaved.class, saved -> log.add("last"));
        SessionInfo info = new SessionInfo(KEY, Optional.empty(), Optional.empty(), 0, Instant.EPOCH, Instant.EPOCH,
                Optional.empty(), Map.of());

        assertThatThrownBy(() -> session().saved(info).await().indefinitely()).isInstanceOf(CodexHookException.class)
                .hasRootCauseMessage("first");
        assertThat(log).containsExactly("talk", "last");
    }

    @Test
    void aTurnThatIsNotToBeginAsksNoFurtherHook() {
        hooks.on(SessionLoaded.class, OnError.FAIL, List.of(), loaded -> {
            throw new IllegalArgumentException("broken");
        }).on(SessionLoaded.class, loaded -> log.add("next"));

        assertThatThrownBy(() -> session().loaded(Optional.empty()).await().indefinitely())
                .isInstanceOf(CodexHookException.class);
        assertThat(log).isEmpty();
    }
}
