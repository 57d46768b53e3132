/**
 * When a turn is tried again: whether its failure passes by itself, whether the turn has done nothing yet, and how long to
 * wait.
 */
package io.quarkiverse.codex.runtime.retry;
