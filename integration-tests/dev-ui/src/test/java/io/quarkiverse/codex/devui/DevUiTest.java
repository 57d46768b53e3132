package io.quarkiverse.codex.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;

class DevUiTest {

    private static final ScriptedModel MODEL = new ScriptedModel();
    private static Chromium chromium;

    @TempDir
    static Path home;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Tickets.class, Conversations.class)
                    .addAsResource(Configuration.of(MODEL, home), "application.properties"));

    @TestHTTPResource("/q/dev-ui/")
    URI devUi;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        MODEL.close();
    }

    private Page open(String page) {
        return chromium.open(devUi + page, ColorScheme.LIGHT);
    }

    @Test
    void theCardTellsHowClientsAreAndLeadsToThePages() {
        Page page = open("extensions");

        Locator client = page.locator("qwc-codex-card .client").first();
        assertThat(client).containsText("<default>, ready");
        assertThat(client).containsText("by app-server");
        assertThat(client).containsText(home.toString());
        Locator broken = page.locator("qwc-codex-card [data-client=reviewer]");
        assertThat(broken).containsText("not ready");
        assertThat(broken).containsText("no-such-codex");
        assertThat(page.locator("qwc-codex-card")).not().containsText(Configuration.CANARY);
        client.scrollIntoViewIfNeeded();
        Chromium.photograph(page, "card");
        page.locator("qwc-codex-card qwc-extension-link a").filter(new Locator.FilterOptions().setHasText("Hooks")).click();

        assertThat(page.locator("qwc-codex-hooks tr").nth(1)).containsText("BeforeTurn");
        assertThat(page.locator("qwc-codex-hooks")).containsText("TurnCompleted");
        Chromium.photograph(page, "hooks");
    }

    @Test
    void aToolIsCalledByItsForm() {
        Page page = open("quarkus-codex/tools");

        Locator tool = page.locator("[data-tool=find_ticket]");
        assertThat(tool).containsText("Finds a ticket by its number");
        tool.locator("[data-argument=number] input").fill("7");
        tool.getByText("Call", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(tool.locator(".answer")).containsText("Ticket 7: the printer is on fire");
        assertThat(page.getByText("by Dev UI")).isVisible();
        Chromium.photograph(page, "tools");
    }

    @Test
    void aTurnIsSeenAsItGoes() {
        Gate gate = new Gate();
        MODEL.when("look around").then(Step.reasoning("**Looking**\n\nFirst the ticket.").streamed())
                .then(Step.toolCall("find_ticket", Map.of("number", 7)))
                .then(Step.shell("echo hello from the shell"))
                .then(Step.partialMessage("The printer "), Step.hold(gate), Step.message("The printer is on fire."))
                .usage(1200, 40);
        Page page = open("quarkus-codex/playground");

        page.locator("vaadin-text-area textarea").fill("look around");
        page.locator("#run").click();
        assertThat(page.locator("[data-type=reasoning]")).containsText("First the ticket.");
        assertThat(page.locator("[data-type=dynamic_tool_call]")).containsText("the printer is on fire");
        assertThat(page.locator("[data-type=command_execution]")).containsText("hello from the shell");
        assertThat(page.locator("[data-type=agent_message]")).containsText("The printer");
        Chromium.photograph(page, "playground-running");
        gate.open();

        assertThat(page.locator("[data-type=agent_message]")).containsText("is on fire.");
        assertThat(page.locator("#tokens")).containsText("1220 tokens in");
        assertThat(page.locator("#run")).hasText("Run");
        assertThat(page.locator("#thread")).containsText("Thread ");
        Chromium.photograph(page, "playground");
    }

    @Test
    void theDarkThemeSuitsThePages() {
        MODEL.when("in the dark").reply("It is dark.");
        Page page = chromium.open(devUi + "quarkus-codex/playground", ColorScheme.DARK);
        page.locator("vaadin-text-area textarea").fill("in the dark");
        page.locator("#run").click();

        assertThat(page.locator("[data-type=agent_message]")).containsText("It is dark.");
        Chromium.photograph(page, "playground-dark");
    }

    @Test
    void whatCodexAsksIsAnsweredInThePlayground() {
        MODEL.when("make a file").then(Step.shell("touch made-by-codex")).reply("It was not to be.");
        Page page = open("quarkus-codex/playground");
        page.locator("vaadin-select").filter(new Locator.FilterOptions().setHasText("Approvals")).click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("untrusted")).click();
        page.locator("vaadin-text-area textarea").fill("make a file");
        page.locator("#run").click();

        assertThat(page.locator(".approval")).containsText("touch made-by-codex");
        Chromium.photograph(page, "approval");
        Page approvals = open("quarkus-codex/approvals");
        assertThat(approvals.locator(".approval")).containsText("touch made-by-codex");
        Chromium.photograph(approvals, "approvals");
        page.getByText("Decline").click();

        assertThat(page.locator("[data-type=command_execution] .badge")).hasText("declined");
        assertThat(page.locator("[data-type=agent_message]")).containsText("It was not to be.");
        assertThat(approvals.getByText("codex waits for nothing")).isVisible();
    }

    @Test
    void aTurnIsInterrupted() {
        MODEL.when("think").then(Step.reasoning("**Thinking**\n\nThis can take long.")).stall();
        Page page = open("quarkus-codex/playground");
        page.locator("vaadin-text-area textarea").fill("think");
        page.locator("#run").click();
        assertThat(page.locator("[data-type=reasoning]")).containsText("This can take long.");
        page.locator("#interrupt").click();

        assertThat(page.locator("#run")).hasText("Run");
    }

    @Test
    void aThreadIsReadAndGoneOnWith() {
        MODEL.when("remember the printer").reply("I will.");
        MODEL.when("what was it").reply("The printer.");
        Page page = open("quarkus-codex/playground");
        page.locator("vaadin-text-area textarea").fill("remember the printer");
        page.locator("#run").click();
        assertThat(page.locator("[data-type=agent_message]")).containsText("I will.");
        String thread = page.locator("#thread").textContent();

        page.navigate(devUi + "quarkus-codex/threads");
        page.locator(".thread").filter(new Locator.FilterOptions().setHasText("remember the printer")).first().click();
        assertThat(page.locator("[data-type=agent_message]")).containsText("I will.");
        Chromium.photograph(page, "threads");
        page.getByText("Go on in the playground").click();
        assertThat(page.locator("#thread")).hasText(thread);
        assertThat(page.locator("[data-type=agent_message]")).containsText("I will.");
        page.locator("vaadin-text-area textarea").fill("what was it");
        page.locator("#run").click();

        assertThat(page.locator("[data-type=agent_message]").last()).containsText("The printer.");
        assertThat(page.locator("#thread")).hasText(thread);
    }

    @Test
    void aSessionIsRead() throws Exception {
        MODEL.when("hello").reply("Hello, user 42.");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(devUi.resolve("/session")).build(), BodyHandlers.discarding());
        Page page = open("quarkus-codex/sessions");

        page.locator("[data-session=user-42]").click();

        assertThat(page.locator("[data-type=agent_message]")).containsText("Hello, user 42.");
        Chromium.photograph(page, "sessions");
    }
}
