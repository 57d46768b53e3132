/**
 * Whether the clients are ready, for whoever runs the application.
 */
package io.quarkiverse.codex.runtime.health;
