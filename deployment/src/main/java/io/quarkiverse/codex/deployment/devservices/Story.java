package io.quarkiverse.codex.deployment.devservices;

import java.util.List;

import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;

/**
 * What the model does that nobody has told anything. The commands are real.
 */
final class Story {

    /** The prompts it listens to, and what happens. */
    static final List<String> PROMPTS = List.of(
            "anything: it looks around and answers, with made-up data where data is asked for",
            "… write a file …: it writes a file, and needs leave to", "… fail …: the turn fails",
            "… think long …: it never answers, to be interrupted");

    private static final String ANSWER = "I am the scripted model of Dev Services: nobody has a key, so I answer in place of"
            + " one. I had codex list the directory, as you can see. Write me another part on the page 'Model' of the Dev UI, or"
            + " set quarkus.codex.api-key.";

    private static final String PATCH = """
            *** Begin Patch
            *** Add File: codex-was-here.md
            +# codex was here
            +
            +The scripted model of Dev Services has had codex write this file. Delete it as you like.
            *** End Patch
            """;

    private Story() {
    }

    static void tell(ScriptedModel model) {
        model.when(Prompt.containing("write a file"))
                .reason("**Writing**\n\nA note will do.")
                .applyPatch(PATCH)
                .reply("That was all of codex-was-here.md.")
                .usage(900, 120);
        model.when(Prompt.containing("fail")).fail("server_error", "The scripted model fails because it was asked to.");
        model.when(Prompt.containing("think long")).reason("**Thinking**\n\nThis can take long.").stall();
        model.when(Prompt.any())
                .reason("**Looking around**\n\nFirst I see what lies here.")
                .shell("ls")
                .usage(1200, 40)
                .then(Step.exampleOr(Step.message(ANSWER).streamed()))
                .usage(1500, 60);
    }
}
