package io.quarkiverse.codex.review;

import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * A small story for the scripted model. The commands are real, and so is the file.
 */
final class Story {

    private Story() {
    }

    /** Relative to the directory; build output where Maven builds, so that no version control sees it. */
    static String note(Path directory) {
        return Files.exists(directory.resolve("pom.xml")) ? "target/codex-was-here.md" : "note-of-the-codex-sample.md";
    }

    static ScriptedModel model(Path directory) {
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
}
