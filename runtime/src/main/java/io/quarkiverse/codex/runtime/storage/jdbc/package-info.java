/**
 * Databases. Loaded only in applications that have a datasource.
 */
package io.quarkiverse.codex.runtime.storage.jdbc;
