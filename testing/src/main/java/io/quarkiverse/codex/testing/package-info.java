/**
 * The test kit: a real codex, found or provisioned, against a scripted model.
 */
package io.quarkiverse.codex.testing;
