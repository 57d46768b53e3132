package io.quarkiverse.codex.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;

class DevUiTest {

    private static final ScriptedModel MODEL = new ScriptedModel();
    private static Chromium chromium;

    @TempDir
    static Path home;

    @TempDir
    static Path workspace;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Tickets.class, Conversations.class)
                    .addAsResource(Configuration.of(MODEL, home, workspace), "application.properties"));

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

    /** One application for all of them: it takes longer to start than to be looked at. */
    @TestFactory
    Stream<DynamicTest> journeys() {
        Turns turns = new Turns(MODEL, this::open);
        return Stream.of(
                journey("The card tells how clients are and leads to the pages", this::card),
                journey("A tool is called by its form", this::tools),
                journey("A turn is seen as it goes, and steered", turns::seenAndSteered),
                journey("A turn that changes files shows how", turns::changesFiles),
                journey("What codex asks is answered in the playground and on its own page", turns::asks),
                journey("A turn is interrupted, and its thread goes on", turns::interrupted),
                journey("A thread is read and gone on with", this::threads),
                journey("A session is read", this::sessions));
    }

    private static DynamicTest journey(String name, Executable journey) {
        return dynamicTest(name, () -> {
            journey.execute();
            chromium.closePages();
        });
    }

    private Page open(String page) {
        return chromium.open(devUi + page);
    }

    private void card() {
        Page page = open("extensions");

        Locator client = page.locator("qwc-codex-card .client").first();
        assertThat(client).containsText("<default>, ready");
        assertThat(client).containsText("by app-server");
        assertThat(client).containsText(home.toString());
        Locator broken = page.locator("qwc-codex-card [data-client=reviewer]");
        assertThat(broken).containsText("not ready");
        assertThat(broken).containsText("no-such-codex");
        client.scrollIntoViewIfNeeded();
        Chromium.photograph(page, "card");
        page.locator("qwc-codex-card qwc-extension-link a").filter(new Locator.FilterOptions().setHasText("Hooks")).click();

        assertThat(page.locator("qwc-codex-hooks tr").nth(1)).containsText("BeforeTurn");
        assertThat(page.locator("qwc-codex-hooks")).containsText("TurnCompleted");
        Chromium.photograph(page, "hooks");
    }

    private void tools() {
        Page page = open("quarkus-codex/tools");

        Locator tool = page.locator("[data-tool=find_ticket]");
        assertThat(tool).containsText("Finds a ticket by its number");
        tool.locator("[data-argument=number] input").fill("7");
        tool.getByText("Call", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(tool.locator(".answer")).containsText("Ticket 7: the printer is on fire");
        assertThat(page.getByText("by Dev UI")).isVisible();
        Chromium.photograph(page, "tools");
    }

    private void threads() {
        MODEL.when("remember the printer").reply("I will.");
        MODEL.when("what was it").reply("The printer.");
        Playground playground = new Playground(open("quarkus-codex/playground"));
        playground.say("remember the printer");
        assertThat(playground.items("agent_message")).containsText("I will.");
        String thread = playground.thread().textContent();

        Page page = playground.page();
        page.navigate(devUi + "quarkus-codex/threads");
        page.locator(".thread").filter(new Locator.FilterOptions().setHasText("remember the printer")).first().click();
        assertThat(page.locator("[data-type=agent_message]")).containsText("I will.");
        Chromium.photograph(page, "threads");
        page.getByText("Go on in the playground").click();
        assertThat(playground.thread()).hasText(thread);
        assertThat(playground.items("agent_message")).containsText("I will.");
        playground.say("what was it");

        assertThat(playground.items("agent_message").last()).containsText("The printer.");
        assertThat(playground.thread()).hasText(thread);
        assertThat(playground.items("user_message")).containsText(new String[] { "remember the printer", "what was it" });
    }

    private void sessions() throws Exception {
        MODEL.when("hello").reply("Hello, user 42.");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(devUi.resolve("/session")).build(), BodyHandlers.discarding());
        Page page = open("quarkus-codex/sessions");

        page.locator("[data-session=user-42]").click();

        assertThat(page.locator("[data-type=agent_message]")).containsText("Hello, user 42.");
        Chromium.photograph(page, "sessions");
    }
}
