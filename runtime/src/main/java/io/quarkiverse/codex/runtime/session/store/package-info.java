/**
 * Stores that need nothing but Java: memory and files.
 */
package io.quarkiverse.codex.runtime.session.store;
