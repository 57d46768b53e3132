package io.quarkiverse.codex.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.codex.runtime.process.ChildProcess;

/**
 * The codex processes of this JVM.
 */
final class CodexProcesses {

    private CodexProcesses() {
    }

    /**
     * Returns what clients have started and is still alive, known by the marker that they all inherit.
     */
    static List<String> alive() {
        return named(ProcessHandle.current().descendants());
    }

    /**
     * Returns the codex processes alone, without what they run for a moment themselves, such as git.
     */
    static List<String> codexes() {
        return named(ProcessHandle.current().children());
    }

    private static List<String> named(Stream<ProcessHandle> processes) {
        return processes.filter(ProcessHandle::isAlive).filter(CodexProcesses::isMarked)
                .map(process -> process.pid() + " " + process.info().command().orElse("?")).toList();
    }

    private static boolean isMarked(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(ChildProcess.MARKER + "=");
        } catch (IOException noSuchFile) {
            // Gone meanwhile, or no Linux.
            return process.info().command().filter(command -> Path.of(command).getFileName().toString().startsWith("codex"))
                    .isPresent();
        }
    }
}
