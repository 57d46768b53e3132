package io.quarkiverse.codex.runtime.storage.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * A failure of the database as others are told of it: without anything of what was to be stored, which databases and their
 * drivers like to quote, in details as well as in the causes of exceptions.
 */
final class DatabaseException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** What SQL states begin with where the message itself is about a value, or is whatever a trigger says. */
    private static final Set<String> QUOTING = Set.of("22", "45", "P0");

    /**
     * @param failure what the driver says
     */
    DatabaseException(SQLException failure) {
        super(message(failure), failure.getSQLState(), failure.getErrorCode(), cause(failure.getCause()));
        setStackTrace(failure.getStackTrace());
    }

    private static String message(SQLException failure) {
        String state = failure.getSQLState();
        String message = String.valueOf(failure.getMessage());
        if (state == null) {
            return firstLine(message);
        }
        boolean quotes = state.length() > 1 && QUOTING.contains(state.substring(0, 2));
        return "SQL state " + state + ", "
                + (quotes ? "and what the database says may quote what was to be stored: look into its own log"
                        : firstLine(message));
    }

    /** The details stand in further lines, those of PostgreSQL with the whole row. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** Why there is no connection is told; others may quote what was sent. */
    private static Throwable cause(Throwable cause) {
        if (cause instanceof SQLException failure) {
            return new DatabaseException(failure);
        }
        return cause instanceof IOException ? cause : null;
    }
}
