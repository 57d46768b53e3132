/**
 * What the application has to say about which failures pass by themselves.
 */
package io.quarkiverse.codex.retry;
