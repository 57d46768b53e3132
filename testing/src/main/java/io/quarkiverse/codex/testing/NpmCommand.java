package io.quarkiverse.codex.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.runtime.transport.executable.HostMachine;

/** The way to start npm on a machine without a shell in between. */
final class NpmCommand {

    private static final String COMMAND_LINE_SCRIPT = "node_modules/npm/bin/npm-cli.js";

    private final HostMachine machine;

    NpmCommand(HostMachine machine) {
        this.machine = machine;
    }

    /**
     * @param prefix the directory to install into
     * @param version the version of codex
     * @return the whole command line, empty where npm is not installed
     */
    Optional<List<String>> install(Path prefix, String version) {
        return program().map(program -> {
            List<String> command = new ArrayList<>(program);
            command.addAll(List.of("install", "--prefix", prefix.toString(), "@openai/codex@" + version,
                    // The native executable is an optional dependency: a configuration that omits those must not win.
                    "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock",
                    "--no-progress", "--loglevel=error"));
            return command;
        });
    }

    private Optional<List<String>> program() {
        return machine.isWindows() ? programOnWindows() : onPath("npm").map(npm -> List.of(npm.toString()));
    }

    private Optional<List<String>> programOnWindows() {
        // npm.cmd would go through the command interpreter, which outlives a kill and reads arguments its own way.
        Optional<Path> node = onPath("node.exe");
        return onPath("npm.cmd").or(() -> node).flatMap(anchor -> {
            Path directory = anchor.toAbsolutePath().getParent();
            Path script = directory.resolve(COMMAND_LINE_SCRIPT);
            Path nodeBeside = directory.resolve("node.exe");
            if (!Files.isRegularFile(script)) {
                return Optional.empty();
            }
            return (Files.isRegularFile(nodeBeside) ? Optional.of(nodeBeside) : node)
                    .map(executable -> List.of(executable.toString(), script.toString()));
        });
    }

    private Optional<Path> onPath(String fileName) {
        return machine.searchPath().stream().map(directory -> directory.resolve(fileName))
                .filter(Files::isRegularFile).findFirst();
    }
}
