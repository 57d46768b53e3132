/**
 * Tries codex out before the turns of an application rely on it. Knows transports and nobody who uses them.
 */
package io.quarkiverse.codex.runtime.probe;
