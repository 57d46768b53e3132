package io.quarkiverse.codex.test.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;

import org.jboss.logmanager.formatters.PatternFormatter;

import io.quarkus.test.QuarkusUnitTest;

/**
 * An application whose default client finds neither a codex nor a login, whatever the machine has.
 */
final class NeedyApplication extends QuarkusUnitTest {

    /** Of an environment in which there is nothing of codex. */
    static final Map<String, String> BARE = Map.of("HOME", emptyHome().toString(), "PATH", "/usr/bin:/bin");

    private static final String DEV_SERVICES = "quarkus.devservices.enabled";
    private static final String LOG_CATEGORY = "io.quarkiverse.codex.deployment.devservices";

    NeedyApplication() {
        withApplicationRoot(jar -> jar.addClass(NeedyApplication.class));
        // All other tests of this module do without, and those of stores go on so.
        setBeforeAllCustomizer(() -> System.setProperty(DEV_SERVICES, "true"));
        setAfterAllCustomizer(() -> System.setProperty(DEV_SERVICES, "false"));
        overrideConfigKey("quarkus.redis.devservices.enabled", "false");
        overrideConfigKey("quarkus.datasource.devservices.enabled", "false");
        overrideConfigKey("quarkus.http.host-enabled", "false");
        setLogRecordPredicate(entry -> entry.getLoggerName().startsWith(LOG_CATEGORY));
        makeNeedy("quarkus.codex.");
    }

    /**
     * Has another client find nothing, too.
     *
     * @param prefix what its properties begin with
     */
    NeedyApplication makeNeedy(String prefix) {
        BARE.forEach((variable, value) -> overrideConfigKey(prefix + "env." + variable, value));
        return this;
    }

    private static Path emptyHome() {
        try {
            return Files.createDirectories(Path.of("target", "empty-home").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> messages(List<LogRecord> log) {
        PatternFormatter formatter = new PatternFormatter("%s");
        return log.stream().map(formatter::format).toList();
    }
}
