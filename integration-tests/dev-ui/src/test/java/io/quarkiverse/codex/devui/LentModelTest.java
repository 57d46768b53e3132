package io.quarkiverse.codex.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Page;

import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * An application that has configured nothing at all.
 */
class LentModelTest {

    private static Chromium chromium;

    @TempDir
    static Path home;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(Tickets.class).addAsResource(new StringAsset("""
                    quarkus.http.port=0
                    quarkus.test.continuous-testing=disabled
                    # As on a machine that has nothing of codex.
                    quarkus.codex.env.HOME=%s
                    quarkus.codex.env.PATH=/usr/bin:/bin
                    """.formatted(home)), "application.properties"));

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
    }

    @Test
    void isScriptedOnItsPage() {
        Page page = chromium.open(devUi + "quarkus-codex/playground");
        run(page, "hello");
        assertThat(page.locator("[data-type=agent_message]")).containsText("scripted model of Dev Services");

        page.navigate(devUi + "quarkus-codex/model");
        type(page, "prompt", "ticket");
        type(page, "tool", "find_ticket");
        type(page, "arguments", "{\"number\": 7}");
        page.locator("[data-field=reply] textarea").fill("It is about the printer.");
        page.locator("#write").click();
        assertThat(page.locator(".script")).containsText("It is about the printer.");
        Chromium.photograph(page, "scripted-model");

        page.navigate(devUi + "quarkus-codex/playground");
        run(page, "what is ticket 7");
        assertThat(page.locator("[data-type=dynamic_tool_call]")).containsText("the printer is on fire");
        assertThat(page.locator("[data-type=agent_message]")).containsText("It is about the printer.");

        page.navigate(devUi + "quarkus-codex/model");
        page.locator("#erase").click();
        assertThat(page.locator(".script")).hasCount(0);
    }

    private static void type(Page page, String field, String text) {
        page.locator("[data-field=" + field + "] input").fill(text);
    }

    private static void run(Page page, String prompt) {
        page.locator("vaadin-text-area textarea").fill(prompt);
        page.locator("#run").click();
    }
}
