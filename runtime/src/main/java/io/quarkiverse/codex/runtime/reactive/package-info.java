/**
 * What streams of turns need and Mutiny does not do. Knows nothing of turns.
 */
package io.quarkiverse.codex.runtime.reactive;
