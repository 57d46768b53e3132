package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.hook.SessionLoaded;
import io.quarkiverse.codex.hook.SessionSaved;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class SessionHooksTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("hello").reply("Hi!");
        model.when("fail").fail(400);
    });

    @Inject
    CodexSessions sessions;

    @Inject
    CodexClient codex;

    @Inject
    Hooks hooks;

    @BeforeEach
    void empty() {
        hooks.seen.clear();
    }

    @Test
    void seeTheSessionBeforeAndAfterItsTurns() {
        String thread = sessions.thread("talk").runAndAwait("hello").threadId();
        sessions.thread("talk").runAndAwait("hello");
        codex.startThread().runAndAwait("hello");

        assertThat(hooks.seen).containsExactly("loaded talk new", "turn", "saved talk " + thread + " 4",
                "loaded talk " + thread + " 4", "turn", "saved talk " + thread + " 7",
                "turn");
    }

    @Test
    void seeTurnsThatFailButNoneThatNeverBegan() {
        assertThatThrownBy(() -> sessions.thread("trouble").runAndAwait("fail")).isInstanceOf(CodexTurnFailedException.class);

        assertThat(hooks.seen).hasSize(3).last().asString().startsWith("saved trouble ");
    }

    @Test
    void mayBeDeclaredToFailTheTurn() {
        assertThatThrownBy(() -> sessions.thread("unloadable").runAndAwait("hello")).isInstanceOf(CodexHookException.class)
                .hasRootCauseMessage("not this one");
        assertThat(hooks.seen).containsExactly("loaded unloadable new");

        assertThatThrownBy(() -> sessions.thread("unsavable").runAndAwait("hello")).isInstanceOf(CodexHookException.class)
                .hasRootCauseMessage("nor this one");
        // The session is free again, and what was said in it is kept.
        assertThat(sessions.info("unsavable").await().indefinitely().orElseThrow().openTurn()).isEmpty();
        assertThat(sessions.clear("unsavable").await().indefinitely()).isTrue();
    }

    @Singleton
    static class Hooks {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @CodexHook(onError = OnError.FAIL)
        Uni<Void> loaded(SessionLoaded loaded) {
            seen.add("loaded " + loaded.key() + " "
                    + loaded.session().map(session -> session.threadId().orElseThrow() + " " + session.entries())
                            .orElse("new"));
            assertThat(loaded.threadId()).isEqualTo(loaded.session().flatMap(session -> session.threadId()));
            return loaded.key().equals("unloadable") ? Uni.createFrom().failure(new IllegalStateException("not this one"))
                    : Uni.createFrom().voidItem();
        }

        @CodexHook
        void before(BeforeTurn turn) {
            seen.add("turn");
        }

        @CodexHook(onError = OnError.FAIL)
        void saved(SessionSaved saved) {
            seen.add("saved " + saved.key() + " " + saved.threadId().orElse("nowhere") + " " + saved.session().entries());
            if (saved.key().equals("unsavable")) {
                throw new IllegalStateException("nor this one");
            }
        }
    }
}
