package io.quarkiverse.codex.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What may be left of turns on this machine. */
final class Leftovers {

    private Leftovers() {
    }

    /** The processes that have something in their environment, as what they have started has it, too. */
    static List<String> processes(String variable) {
        return ProcessHandle.allProcesses().filter(process -> read(process, "environ").contains(variable))
                .map(process -> process.pid() + " " + String.join(" ", read(process, "cmdline"))).toList();
    }

    private static List<String> read(ProcessHandle process, String name) {
        try {
            return List.of(Files.readString(Path.of("/proc", String.valueOf(process.pid()), name),
                    StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** The threads of clients and sessions. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("codex"))
                .toList();
    }

    /** The leases of sessions in files that somebody holds. */
    static List<String> leases(Path sessions) {
        try (Stream<Path> files = Files.walk(sessions)) {
            return files.filter(file -> file.toString().endsWith(".lease")).map(Leftovers::content)
                    .filter(content -> !content.startsWith("-")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return String.join(" ", Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
