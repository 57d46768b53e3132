/**
 * The store in a database. Loaded only in applications that have Agroal.
 */
package io.quarkiverse.codex.runtime.session.jdbc;
