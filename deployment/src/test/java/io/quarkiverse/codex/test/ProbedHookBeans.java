package io.quarkiverse.codex.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.PermissionRequest;
import io.quarkiverse.codex.hook.PostToolUse;
import io.quarkiverse.codex.hook.PreToolUse;
import io.quarkiverse.codex.hook.SessionStart;
import io.quarkiverse.codex.hook.Stop;
import io.quarkiverse.codex.hook.UserPromptSubmit;

/** Hooks at every point at which codex asks. */
@Singleton
public class ProbedHookBeans {

    final List<String> seen = new CopyOnWriteArrayList<>();

    @CodexHook
    void start(SessionStart start) {
        seen.add("start");
    }

    @CodexHook
    void prompt(UserPromptSubmit prompt) {
        seen.add("prompt " + prompt.prompt());
    }

    @CodexHook
    void before(PreToolUse use) {
        seen.add("before " + use.input().path("command").asText());
    }

    @CodexHook
    void leave(PermissionRequest request) {
        seen.add("leave");
    }

    @CodexHook
    void after(PostToolUse use) {
        seen.add("after " + use.input().path("command").asText());
    }

    @CodexHook
    void stop(Stop stop) {
        seen.add("stop");
    }
}
