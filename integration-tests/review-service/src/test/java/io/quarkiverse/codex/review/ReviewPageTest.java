package io.quarkiverse.codex.review;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The page, in a browser.
 */
@QuarkusTest
@WithScriptedModel(clients = "reviewer")
@WithTestResource(ReviewRoot.class)
class ReviewPageTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    ScriptedModel model;

    @TestHTTPResource("/")
    URI url;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void showsAReviewAsItHappens() {
        model.when("What is wrong?").reason("**A look around**")
                .shell("cat Main.java")
                .call("exec_command", Map.of("cmd", "touch made.txt && ls", "yield_time_ms", 10000,
                        "sandbox_permissions", "require_escalated", "justification", "I want to leave a mark."))
                .reply("""
                        {"summary": "The class does nothing.", "findings": [
                          {"file": "Main.java", "line": 1, "severity": "HIGH", "what": "It is <b>empty</b>."},
                          {"file": "README.md", "line": 0, "severity": "LOW", "what": "There is none."}]}
                        """).usage(1200, 40);
        Page page = open();

        ask(page, "project", "What is wrong?");

        assertThat(page.locator("#state")).hasText("The agent is at work …");
        assertThat(page.locator(".approval")).containsText("I want to leave a mark.");
        assertThat(page.locator("#items")).containsText("class Main {}");
        screenshot(page, "approval");
        page.locator(".approval >> text=Approve").click();
        assertThat(page.locator("#state")).hasText("Done");
        assertThat(page.locator(".approval")).hasCount(0);
        assertThat(page.locator("#items")).containsText("made.txt");
        assertThat(page.locator("#summary")).hasText("The class does nothing.");
        assertThat(page.locator("#findings tr").first()).hasText("HIGHMain.java:1It is <b>empty</b>.");
        screenshot(page, "done");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        screenshot(page, "done-dark");
        assertThat(complaints).isEmpty();
    }

    @Test
    void goesOnWithItsReviewWhenItIsLoadedAgain() {
        model.when("What is wrong?").call("exec_command", Map.of("cmd", "touch made.txt", "yield_time_ms", 10000,
                "sandbox_permissions", "require_escalated", "justification", "I want to leave a mark."))
                .reply("{\"summary\":\"Nothing.\",\"findings\":[]}");
        Page page = open();
        ask(page, "project", "What is wrong?");
        assertThat(page.locator(".approval")).hasCount(1);

        page.reload();

        page.locator(".approval >> text=Decline").click();
        assertThat(page.locator("#summary")).hasText("Nothing.");
        assertThat(page.locator("#question")).hasValue("What is wrong?");
        assertThat(complaints).isEmpty();
    }

    @Test
    void goesOnAfterWhatItHasSeenWhenTheConnectionIsLost() {
        model.when("What is wrong?").shell("echo one two").reply("{\"summary\":\"Nothing.\",\"findings\":[]}");
        Page page = open();
        AtomicInteger connections = new AtomicInteger();
        page.route("**/events", route -> {
            if (connections.incrementAndGet() > 1) {
                route.resume();
            } else {
                // A connection that breaks late: the service has nothing to add but how it ended.
                route.fulfill(new Route.FulfillOptions().setContentType("text/event-stream").setBody("""
                        retry: 1
                        id: 100000
                        data: {"type": "error", "message": "seen before"}

                        """));
            }
        });

        ask(page, "project", "What is wrong?");

        assertThat(page.locator("#summary")).hasText("Nothing.");
        assertThat(page.locator("#items li")).hasText(new String[] { "errorseen before" });
        assertThat(connections).hasValue(2);
    }

    @Test
    void cancels() {
        model.when("Think!").stall();
        Page page = open();
        ask(page, "project", "Think!");
        assertThat(page.locator("#state")).hasText("The agent is at work …");

        page.locator("#cancel").click();

        assertThat(page.locator("#state")).hasText("Cancelled");
        assertThat(page.locator("#cancel")).not().isVisible();
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        Page page = open();

        ask(page, "../outside", "What is wrong?");

        assertThat(page.locator("#state")).containsText("There is no such directory");
        assertThat(page.locator("[type=submit]")).isEnabled();
    }

    private Page open() {
        Page page = BROWSER.open();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(url.toString());
        return page;
    }

    private static void ask(Page page, String source, String question) {
        page.fill("#source", source);
        page.fill("#question", question);
        page.click("[type=submit]");
    }

    private static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
