package io.quarkiverse.codex.runtime.transport.executable;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What the search for codex may know about the machine. A value, so that a test can be on Windows without a Windows.
 *
 * @param systemProperty reads a system property, {@code null} where it is not set
 * @param environmentVariable reads an environment variable, {@code null} where it is not set
 * @param pathSeparator what stands between two directories of {@code PATH}
 */
public record HostMachine(UnaryOperator<String> systemProperty, UnaryOperator<String> environmentVariable,
        String pathSeparator) {

    /** The machine this runs on. */
    public static HostMachine current() {
        return new HostMachine(System::getProperty, System::getenv, File.pathSeparator);
    }

    /** This machine, but with another environment. */
    public static HostMachine withEnvironment(Map<String, String> environment) {
        return new HostMachine(System::getProperty, environment::get, File.pathSeparator);
    }

    /** A system property that is set and not blank. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(systemProperty.apply(name)).filter(value -> !value.isBlank());
    }

    /** An environment variable that is set and not blank. */
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environmentVariable.apply(name)).filter(value -> !value.isBlank());
    }

    /** The platforms whose codex runs here, best first; empty where codex is not published. */
    public List<CodexPlatform> platforms() {
        return CodexPlatform.runnableOn(property("os.name").orElse(""), property("os.arch").orElse(""));
    }

    /** System and processor, for messages. */
    public String describe() {
        return property("os.name").orElse("unknown system") + " on " + property("os.arch").orElse("unknown processor");
    }

    /** Whether executables are known by their names and not by a permission. */
    public boolean isWindows() {
        return property("os.name").orElse("").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** Whether this is macOS. */
    public boolean isMac() {
        return property("os.name").orElse("").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** The home directory of the user. */
    public Path userHome() {
        return Path.of(environment("HOME").or(() -> property("user.home")).orElse("."));
    }

    /** The directories of {@code PATH} in order, without the entries that are no directory names. */
    public List<Path> searchPath() {
        List<Path> directories = new ArrayList<>();
        // Windows calls it Path; its environment ignores case, but a map given by a test does not.
        String value = environment("PATH").or(() -> environment("Path")).orElse("");
        for (String entry : value.split(Pattern.quote(pathSeparator))) {
            String unquoted = entry.replace("\"", "").strip();
            if (!unquoted.isEmpty()) {
                try {
                    directories.add(Path.of(unquoted));
                } catch (InvalidPathException notADirectory) {
                    // A broken entry in somebody's PATH is not this search's business.
                    continue;
                }
            }
        }
        return directories;
    }

    /** The file names under which a command may lie in a directory of {@code PATH}, best first. */
    public List<String> fileNamesOf(String command) {
        boolean complete = !isWindows() || command.endsWith(".exe") || command.endsWith(".cmd");
        return complete ? List.of(command) : List.of(command + ".exe", command + ".cmd");
    }
}
