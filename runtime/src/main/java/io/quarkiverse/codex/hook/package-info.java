/**
 * Hooks: methods of the application that run when something happens in a turn.
 */
package io.quarkiverse.codex.hook;
