package io.quarkiverse.codex.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.PostToolUse;
import io.quarkiverse.codex.hook.PreToolUse;
import io.quarkiverse.codex.hook.SessionStart;
import io.quarkiverse.codex.hook.Stop;
import io.quarkiverse.codex.hook.UserPromptSubmit;

/** What {@link NativeHooks} has codex ask. */
@Singleton
public class NativeHookBeans {

    final List<String> seen = new CopyOnWriteArrayList<>();

    @CodexHook
    void start(SessionStart start) {
        seen.add("start " + start.source());
    }

    @CodexHook
    void prompt(UserPromptSubmit prompt) {
        seen.add("prompt " + prompt.prompt());
        if (prompt.prompt().contains("secret")) {
            prompt.deny("not that");
        }
    }

    @CodexHook(tools = "Bash")
    void guard(PreToolUse use) {
        String command = use.input().path("command").asText();
        seen.add("before " + command);
        if (command.startsWith("rm ")) {
            use.deny("nothing is deleted here");
        } else if (command.startsWith("say ")) {
            use.input(JsonNodeFactory.instance.objectNode().put("command", "echo said " + command.substring(4)));
        } else if (command.startsWith("fail")) {
            throw new IllegalStateException("the hook is broken");
        }
    }

    @CodexHook(tools = "mcp__*")
    void ofOthers(PreToolUse use) {
        seen.add("before " + use.tool());
        if (use.input().path("name").asText().equals("Eve")) {
            use.deny("not her");
        }
    }

    @CodexHook
    void after(PostToolUse use) {
        seen.add("after " + use.tool() + " " + use.input().path("command").asText());
        use.addContext("It was seen");
    }

    @CodexHook
    void stop(Stop stop) {
        seen.add("stop " + stop.hasGoneOn());
    }
}
