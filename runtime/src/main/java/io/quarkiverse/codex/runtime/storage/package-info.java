/**
 * How what is kept outside of the application is reached, whatever it is.
 */
package io.quarkiverse.codex.runtime.storage;
