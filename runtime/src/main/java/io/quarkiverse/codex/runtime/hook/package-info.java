/**
 * Runs the application's hooks, and fires events to its CDI observers.
 */
package io.quarkiverse.codex.runtime.hook;
