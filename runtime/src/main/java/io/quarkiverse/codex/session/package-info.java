/**
 * Conversations that are found again by a key of the application's own, after restarts and on other replicas.
 */
package io.quarkiverse.codex.session;
