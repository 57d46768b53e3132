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
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;

/**
 * The Chromium of this machine, without a window.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Playwright playwright;
    private final Browser browser;

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

    Page open(String url, ColorScheme colors) {
        Page page = browser.newContext(new Browser.NewContextOptions().setColorScheme(colors).setViewportSize(1400, 1000))
                .newPage();
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.navigate(url);
        return page;
    }

    /** Keeps what the page looks like, for whoever wants to see. */
    static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
