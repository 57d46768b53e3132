package io.quarkiverse.codex.review;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * Small stories for the scripted model. The commands are real, and so are the files and the calls of tools.
 */
final class Story {

    private Story() {
    }

    /** Relative to the directory; build output where Maven builds, so that no version control sees it. */
    static String note(Path directory) {
        return Files.exists(directory.resolve("pom.xml")) ? "target/codex-was-here.md" : "note-of-the-codex-sample.md";
    }

    static ScriptedModel ofOneTurn(Path directory) {
        String note = note(directory);
        ScriptedModel model = new ScriptedModel();
        model.when(Prompt.any())
                .reason("**Getting an overview**\n\nFirst I look at what lies here, then at its size.")
                .shell("ls")
                .usage(1200, 40)
                .shell("find . -name '*.java' -not -path '*/target/*' | wc -l")
                .usage(1500, 45)
                .applyPatch("""
                        *** Begin Patch
                        *** Add File: %s
                        +# What the agent found
                        +
                        +The directory was listed, its Java files were counted, and this note was written.
                        *** End Patch
                        """.formatted(note))
                .usage(1800, 90)
                .reply("I listed the directory, counted its Java files and left a note in " + note + ".")
                .usage(2000, 60);
        return model;
    }

    /** Codex asks before it runs the second command, and waits for somebody to say yes or no. */
    static ScriptedModel ofReviews() {
        ScriptedModel model = new ScriptedModel();
        model.when(Prompt.any())
                .reason("**Getting an overview**\n\nFirst I look at what lies here, then at what was found before.")
                .shell("ls")
                .usage(1200, 40)
                .call("exec_command", Map.of("cmd", "du -s .", "yield_time_ms", 10000,
                        "sandbox_permissions", "require_escalated",
                        "justification", "Its size says how long a look at all of it takes."))
                .usage(1500, 45)
                .call("known_findings", Map.of("file", "README.md"))
                .usage(1800, 50)
                .reply("""
                        {"summary": "A scripted model has read nothing: it only shows what a review looks like.",
                         "findings": [
                           {"file": "README.md", "line": 1, "severity": "LOW",
                            "what": "This finding is part of a story. Set CODEX_API_KEY to have a model look at the code."}
                         ]}
                        """)
                .usage(2000, 60);
        return model;
    }
}
