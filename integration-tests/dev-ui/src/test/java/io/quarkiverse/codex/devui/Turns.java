package io.quarkiverse.codex.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Map;
import java.util.function.Function;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;

/**
 * What is seen of turns and done to them.
 *
 * @param pages opens a page of the Dev UI by its address
 */
record Turns(ScriptedModel model, Function<String, Page> pages) {

    private static final String NOTE = """
            *** Begin Patch
            *** Add File: note.txt
            +the printer
            +- is on fire
            *** End Patch
            """;
    private static final String MENDED = """
            *** Begin Patch
            *** Update File: note.txt
            @@
             the printer
            -- is on fire
            +- is cold again
            *** End Patch
            """;

    private Playground playground() {
        return new Playground(pages.apply("quarkus-codex/playground"));
    }

    void seenAndSteered() {
        Gate gate = new Gate();
        model.when("look around").then(Step.reasoning("**Looking**\n\nFirst the ticket.").streamed())
                .then(Step.toolCall("find_ticket", Map.of("number", 7)))
                .then(Step.shell("echo hello from the shell"))
                .then(Step.partialMessage("The printer "), Step.hold(gate), Step.message("The printer is on fire."))
                .usage(1200, 40);
        model.when("who has done it").then(Step.partialMessage("It is a long story")).stall();
        model.when("in a word").reply("Nobody.");
        Playground playground = playground();

        playground.say("look around");
        assertThat(playground.items("reasoning")).containsText("First the ticket.");
        assertThat(playground.items("dynamic_tool_call")).containsText("the printer is on fire");
        assertThat(playground.items("command_execution")).containsText("hello from the shell");
        assertThat(playground.items("agent_message")).containsText("The printer");
        assertThat(playground.words()).isEmpty();
        Chromium.photograph(playground.page(), "playground-running");
        gate.open();
        assertThat(playground.items("agent_message")).containsText("is on fire.");
        assertThat(playground.page().locator("#tokens")).containsText("1220 tokens in");
        assertThat(playground.run()).hasText("Run");
        assertThat(playground.thread()).containsText("Thread ");

        playground.say("who has done it");
        assertThat(playground.items("agent_message").last()).containsText("It is a long story");
        assertThat(playground.run()).hasText("Steer");
        playground.say("in a word");
        assertThat(playground.items("agent_message").last()).containsText("Nobody.");
        assertThat(playground.items("user_message"))
                .containsText(new String[] { "look around", "who has done it", "in a word" });
        assertThat(playground.words()).isEmpty();
        assertThat(playground.run()).hasText("Run");
        Chromium.photograph(playground.page(), "playground");
    }

    void changesFiles() {
        model.when("write it down").applyPatch(NOTE).applyPatch(MENDED).reply("It is written.");
        Playground playground = playground();
        playground.choose("Sandbox", "workspace-write");

        playground.say("write it down");

        assertThat(playground.items("agent_message")).containsText("It is written.");
        Locator changes = playground.items("file_change");
        assertThat(changes.first()).containsText("note.txt");
        assertThat(changes.first().locator(".added")).containsText(new String[] { "+the printer", "+- is on fire" });
        assertThat(changes.first().locator(".removed")).hasCount(0);
        assertThat(changes.last().locator(".removed")).containsText("-- is on fire");
        assertThat(changes.last().locator(".added")).containsText("+- is cold again");
        assertThat(playground.page().locator("vaadin-details .added").last()).containsText("+- is cold again");
        Chromium.photograph(playground.page(), "changes");
    }

    void asks() {
        model.when("make files").shell("touch declined")
                .shell("touch approved && echo approved in the playground")
                .shell("touch approved-elsewhere && echo approved on the other page")
                .reply("Two of three.");
        Playground playground = playground();
        playground.choose("Approvals", "untrusted");
        playground.say("make files");

        assertThat(playground.approval()).containsText("touch declined");
        Page approvals = pages.apply("quarkus-codex/approvals");
        assertThat(approvals.locator(".approval")).containsText("touch declined");
        Playground.answer(playground.page(), "Decline");
        assertThat(playground.items("command_execution").first().locator(".badge")).hasText("declined");

        assertThat(playground.approval()).containsText("touch approved &&");
        Chromium.photograph(playground.page(), "approval");
        Playground.answer(playground.page(), "Approve");
        assertThat(playground.items("command_execution").nth(1)).containsText("\napproved in the playground");

        assertThat(approvals.locator(".approval")).containsText("touch approved-elsewhere");
        Chromium.photograph(approvals, "approvals");
        Playground.answer(approvals, "Approve");
        assertThat(playground.items("command_execution").last()).containsText("\napproved on the other page");
        assertThat(playground.items("agent_message")).containsText("Two of three.");
        assertThat(approvals.getByText("codex waits for nothing")).isVisible();
        assertThat(playground.approval()).hasCount(0);
    }

    void interrupted() {
        model.when("think").then(Step.reasoning("**Thinking**\n\nThis can take long.")).stall();
        model.when("enough").reply("Well then.");
        Playground playground = playground();
        playground.say("think");
        assertThat(playground.items("reasoning")).containsText("This can take long.");
        String thread = playground.thread().textContent();
        playground.page().locator("#interrupt").click();
        assertThat(playground.run()).hasText("Run");

        playground.say("enough");

        assertThat(playground.items("agent_message")).containsText("Well then.");
        assertThat(playground.thread()).hasText(thread);
    }
}
