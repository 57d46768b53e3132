package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.codex.runtime.transport.executable.HostMachine;

/** Machines of any make, with their files below a temporary directory. */
final class Machines {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private Machines(String osName, String osArch) {
        properties.put("os.name", osName);
        properties.put("os.arch", osArch);
    }

    static Machines with(String osName, String osArch) {
        return new Machines(osName, osArch);
    }

    Machines property(String name, Object value) {
        properties.put(name, value.toString());
        return this;
    }

    Machines environment(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    HostMachine machine() {
        // A semicolon on every machine: unlike a colon it can never be part of the test's own paths.
        return new HostMachine(properties::get, environment::get, ";");
    }

    static Path executable(Path file) {
        return executable(file, "native");
    }

    static Path executable(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + file);
            }
            return file.toRealPath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
