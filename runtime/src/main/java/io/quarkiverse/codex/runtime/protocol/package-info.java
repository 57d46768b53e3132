/**
 * From the wire to the model and back: the JSON lines of {@code codex exec --json} and the records they become.
 * <p>
 * Everything here works on bytes and records and can be used without a process. What one type looks like on the wire stands
 * in {@link io.quarkiverse.codex.runtime.protocol.EventShapes} and {@link io.quarkiverse.codex.runtime.protocol.ItemShapes},
 * one entry each.
 */
package io.quarkiverse.codex.runtime.protocol;
