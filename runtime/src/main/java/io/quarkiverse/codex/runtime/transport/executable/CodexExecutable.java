package io.quarkiverse.codex.runtime.transport.executable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.transport.Secrets;

/**
 * A codex executable of a version this library can work with.
 *
 * @param path the native executable
 * @param version what it said its version is
 */
public record CodexExecutable(Path path, String version) {

    /** The oldest codex this library is known to work with. */
    public static final String OLDEST_VERSION = "0.145.0";
    /** The newest codex this library was tested with. */
    public static final String NEWEST_VERSION = "0.169.0";

    private static final Logger LOG = Logger.getLogger(CodexExecutable.class);
    private static final Pattern VERSION = Pattern.compile("codex(?:-cli)?\\s+((\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})\\S*)");
    private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration OUTPUT_AFTER_EXIT = Duration.ofSeconds(1);
    private static final int MOST_OUTPUT = 4096;

    /**
     * Finds codex and asks for its version. Blocks while codex answers.
     *
     * @param client whose codex it is to be
     * @param configured the configured executable or launcher, or {@code null} to look on the {@code PATH}
     * @param environment the environment codex is to have, whose {@code PATH} is searched
     * @param secrets what must not be seen in messages, should it answer with its environment
     * @return the executable, never {@code null}
     * @throws CodexConfigurationException when there is none, or none of a version that will do
     */
    public static CodexExecutable find(ClientProperties client, Path configured, Map<String, String> environment,
            Secrets secrets) {
        return find(client, configured, environment, secrets, VERSION_TIMEOUT);
    }

    static CodexExecutable find(ClientProperties client, Path configured, Map<String, String> environment, Secrets secrets,
            Duration limit) {
        Path path = new ExecutableSearch(environment, client).find(configured);
        String version = askVersion(client, path, environment, secrets, limit);
        checkVersion(client, path, version);
        return new CodexExecutable(path, version);
    }

    private static String askVersion(ClientProperties client, Path path, Map<String, String> environment, Secrets secrets,
            Duration limit) {
        String name = "codex-" + client.label() + "-version";
        String property = client.name("path");
        ProcessSpec spec = new ProcessSpec(name, List.of(path.toString(), "--version"), environment, null,
                MOST_OUTPUT, Duration.ofSeconds(1));
        ChildProcess process;
        try {
            process = ChildProcess.start(spec, new byte[0]);
        } catch (IOException e) {
            throw new CodexConfigurationException("The codex executable " + path + " cannot be started (" + e.getMessage()
                    + "): is it made for this machine? Set " + property + " to one that is", e);
        }
        OutputHead head = new OutputHead(name + "-stdout", process.standardOutput(), MOST_OUTPUT);
        boolean exited = process.awaitExit(limit).isPresent();
        // Whoever is interrupted does not want to wait for the answer, but the process still has to be ended in order.
        boolean interrupted = Thread.interrupted();
        process.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!exited) {
            throw new CodexConfigurationException(path + " --version did not end within " + limit.toSeconds()
                    + " seconds: set " + property + " to a codex executable");
        }
        String output = head.text(OUTPUT_AFTER_EXIT);
        Matcher matcher = VERSION.matcher(output);
        if (!matcher.find()) {
            throw new CodexConfigurationException(path + " --version did not tell a version of codex but '"
                    + secrets.mask(firstLine(output.isBlank() ? process.standardError() : output))
                    + "': set " + property + " to a codex executable that is made for this machine");
        }
        return matcher.group(1);
    }

    private static String firstLine(String output) {
        return output.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }

    private static void checkVersion(ClientProperties client, Path path, String version) {
        if (compare(version, OLDEST_VERSION) < 0) {
            throw new CodexConfigurationException("The codex at " + path + " is version " + version + ", and " + OLDEST_VERSION
                    + " is the oldest that works: update it with 'npm install -g @openai/codex@" + NEWEST_VERSION
                    + "' or set " + client.name("path") + " to a newer one");
        }
        if (compare(version, NEWEST_VERSION) > 0) {
            LOG.warnf("The codex at %s is version %s, newer than %s, the newest this extension was tested with", path, version,
                    NEWEST_VERSION);
        }
    }

    private static int compare(String one, String other) {
        Matcher left = VERSION.matcher("codex " + one);
        Matcher right = VERSION.matcher("codex " + other);
        left.find();
        right.find();
        for (int group = 2; group <= 4; group++) {
            int result = Long.compare(Long.parseLong(left.group(group)), Long.parseLong(right.group(group)));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }
}
