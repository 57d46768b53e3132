package io.quarkiverse.codex.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class says in the log, from warnings upwards. */
final class Warnings extends Handler implements AutoCloseable {

    private final Logger logger;
    private final SimpleFormatter format = new SimpleFormatter();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    Warnings(String className) {
        logger = Logger.getLogger(className);
        setLevel(Level.WARNING);
        logger.addHandler(this);
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            messages.add(format.formatMessage(record));
        }
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
