/**
 * What the application sees of codex, and codex of the application, by the means of observability.
 */
package io.quarkiverse.codex.runtime.observe;
