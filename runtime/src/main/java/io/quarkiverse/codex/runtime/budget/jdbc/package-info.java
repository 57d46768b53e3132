/**
 * The counts in a database. Loaded only in applications that have a datasource.
 */
package io.quarkiverse.codex.runtime.budget.jdbc;
