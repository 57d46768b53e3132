/**
 * Calls methods of the application's beans: where they want to run, in a context of their own, as whoever asked for it. Knows
 * nothing of what the methods are for.
 */
package io.quarkiverse.codex.runtime.method;
