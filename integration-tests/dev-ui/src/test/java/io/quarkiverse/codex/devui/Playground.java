package io.quarkiverse.codex.devui;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/**
 * The page of the playground in the hands of somebody.
 */
record Playground(Page page) {

    void choose(String option, String value) {
        page.locator("vaadin-select").filter(new Locator.FilterOptions().setHasText(option)).click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(value)).click();
    }

    /** Begins a turn, or steers the one that runs. */
    void say(String words) {
        words().fill(words);
        run().click();
    }

    Locator words() {
        return page.locator("vaadin-text-area textarea");
    }

    Locator run() {
        return page.locator("#run");
    }

    Locator thread() {
        return page.locator("#thread");
    }

    Locator items(String type) {
        return page.locator("[data-type=" + type + "]");
    }

    /** Answers what codex asks, which is on another page as well. */
    static void answer(Page page, String answer) {
        page.locator(".approval").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(answer)).click();
    }

    Locator approval() {
        return page.locator(".approval");
    }
}
