package io.quarkiverse.codex.devui;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;

/**
 * The Chromium of this machine, without a window.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Whether what is behind everything is dark. */
    private static final String THEMED = """
            dark => {
                const probe = document.body.appendChild(document.createElement('div'));
                probe.style.background = 'var(--lumo-base-color)';
                const [red] = getComputedStyle(probe).backgroundColor.match(/[\\d.]+/g);
                probe.remove();
                return red < 128 === dark;
            }""";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Playwright playwright;
    private final Browser browser;
    private final Canary canary = new Canary();

    private Chromium(Path executable) {
        // A machine that builds is a slow one.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable)
                // Whoever builds as root, in a container, has no sandbox.
                .setArgs(List.of("--no-sandbox")));
    }

    /** Skips the tests where there is none. */
    static Chromium launch() {
        Optional<Path> executable = find();
        Assumptions.assumeTrue(executable.isPresent(), "None of " + NAMES
                + " is on the PATH, so nobody looks at the Dev UI: install one, on Debian with apt-get install chromium");
        return new Chromium(executable.get());
    }

    private static Optional<Path> find() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of)
                .flatMap(directory -> NAMES.stream().flatMap(name -> Stream.of(name, name + ".exe")).map(directory::resolve))
                .filter(Files::isExecutable).findFirst();
    }

    Page open(String url) {
        Page page = browser.newContext(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT)
                .setViewportSize(1400, 1000)).newPage();
        page.setDefaultTimeout(PATIENCE.toMillis());
        canary.listenTo(page);
        page.navigate(url);
        return page;
    }

    /** Keeps what the page looks like by day and by night, for whoever wants to see, and looks for what nobody must. */
    static void photograph(Page page, String name) {
        screenshot(page, name, ColorScheme.LIGHT);
        screenshot(page, name + "-dark", ColorScheme.DARK);
        Canary.assertNotShownBy(page);
    }

    private static void screenshot(Page page, String name, ColorScheme colors) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
        page.waitForFunction(THEMED, colors == ColorScheme.DARK);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Closes the pages, none of which shows or was told what nobody must see. */
    void closePages() {
        browser.contexts().stream().flatMap(context -> context.pages().stream()).forEach(Canary::assertNotShownBy);
        canary.assertNotHeard();
        browser.contexts().forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
