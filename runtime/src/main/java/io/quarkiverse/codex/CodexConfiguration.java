package io.quarkiverse.codex;

import java.nio.file.Path;

import io.quarkiverse.codex.management.ConfigSnapshot;
import io.quarkiverse.codex.management.ConfigWrite;
import io.smallrye.mutiny.Uni;

/**
 * codex' own configuration: what {@code config.toml} in its home and other files come to. Thread-safe.
 * <p>
 * What {@code quarkus.codex.*} and the options of threads say is no part of it: each thread is given that on its own.
 * <p>
 * Nothing happens before the subscription, and each subscription asks codex, which is started where it does not run. Results
 * arrive on worker threads, which may be blocked. Everything fails with
 * {@link CodexUnsupportedException} on the exec transport, with {@link CodexRequestException} where codex
 * refuses, and with other {@link CodexException}s where codex cannot be asked or does not answer.
 */
public interface CodexConfiguration {

    /**
     * Reads the configuration, without that of a project.
     *
     * @return what is in force, and the layers it is made of
     */
    Uni<ConfigSnapshot> read();

    /**
     * Reads the configuration as it is in a directory, with that of the project there if codex trusts it.
     *
     * @param directory an absolute path on codex' machine
     * @return what is in force, and the layers it is made of
     */
    Uni<ConfigSnapshot> read(Path directory);

    /**
     * Writes a value to the user's layer, {@code config.toml} in codex' home. Threads that are open keep what they have.
     *
     * @param key a dotted key, {@code model_reasoning_effort} for example
     * @param value a string, boolean, number, list or map, which replaces what is there, or {@code null} to remove it
     * @param expectedVersion the version of the user's layer that the decision rests on, {@link ConfigSnapshot#userVersion()}
     *        or {@link ConfigWrite#version()}; {@code null} to write whatever was changed meanwhile
     * @return what came of it; fails with {@link CodexConfigConflictException} when the layer has another
     *         version by now, and with {@link CodexRequestException} when codex finds the value wrong
     */
    Uni<ConfigWrite> write(String key, Object value, String expectedVersion);
}
