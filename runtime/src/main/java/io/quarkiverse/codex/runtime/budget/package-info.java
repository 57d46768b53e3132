/**
 * Counts what turns use up, and ends those for which nothing is left.
 */
package io.quarkiverse.codex.runtime.budget;
