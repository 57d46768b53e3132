package io.quarkiverse.codex.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The processes of this machine that can be told by a word in their command lines. */
final class Processes {

    private Processes() {
    }

    /** How long a command is to sleep: for ever, and as no other command of any test does. */
    static String newLifetime() {
        return "86400." + ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L);
    }

    static List<ProcessHandle> mentioning(String word) {
        return ProcessHandle.allProcesses().filter(process -> arguments(process).stream().anyMatch(argument -> argument
                .contains(word))).toList();
    }

    static List<ProcessHandle> awaitSome(String word) {
        return await().atMost(Turns.PATIENCE).until(() -> mentioning(word), found -> !found.isEmpty());
    }

    static void awaitNone(String word) {
        await().atMost(Turns.PATIENCE).until(() -> mentioning(word), List::isEmpty);
    }

    /** The app-servers with the given codex home. */
    static List<ProcessHandle> appServers(Path home) {
        return ProcessHandle.allProcesses().filter(process -> arguments(process).contains("app-server")
                && environment(process).contains("CODEX_HOME=" + home)).toList();
    }

    static List<String> environment(ProcessHandle process) {
        return read(process, "environ");
    }

    private static List<String> read(ProcessHandle process, String name) {
        Path file = Path.of("/proc", String.valueOf(process.pid()), name);
        try {
            return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException otherSystemOrGone) {
            return List.of();
        }
    }

    /** Java's own view of a command line ends at a page's length, and a sandbox' has more. */
    static List<String> arguments(ProcessHandle process) {
        List<String> words = read(process, "cmdline");
        return words.isEmpty() ? process.info().commandLine().map(line -> List.of(line.split(" "))).orElse(List.of()) : words;
    }
}
