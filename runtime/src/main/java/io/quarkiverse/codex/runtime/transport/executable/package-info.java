/**
 * Which codex to start: the native executable, of a version that will do.
 */
package io.quarkiverse.codex.runtime.transport.executable;
