/**
 * From the wire to the model and back: the JSON lines of {@code codex exec --json} and the notifications of
 * {@code codex app-server}, and the records they become.
 * <p>
 * Everything here works on bytes and records and can be used without a process. What one type looks like on the wire stands
 * in {@link io.quarkiverse.codex.runtime.protocol.EventShapes} and {@link io.quarkiverse.codex.runtime.protocol.ItemShapes},
 * one entry each, in the form of exec. In that form events and items are stored and sent on, whichever way they came; what the
 * app-server calls otherwise is given this form first, by {@link io.quarkiverse.codex.runtime.protocol.AppServerCodec} and
 * {@link io.quarkiverse.codex.runtime.protocol.AppServerItems}.
 */
package io.quarkiverse.codex.runtime.protocol;
