package io.quarkiverse.codex.runtime.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where connections to the database come from.
 */
@FunctionalInterface
interface Connections {

    /**
     * Opens a connection, which is to be closed. Blocks.
     */
    Connection open() throws SQLException;
}
