/**
 * The exec transport: one process {@code codex exec --json} for each turn.
 */
package io.quarkiverse.codex.runtime.transport.exec;
