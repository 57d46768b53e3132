/**
 * Has policies decide what codex asks.
 */
package io.quarkiverse.codex.runtime.approval;
