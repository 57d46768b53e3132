package io.quarkiverse.codex.runtime.transport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logging.MDC;

import io.quarkiverse.codex.runtime.host.LogContext;

/** Which turn the lines are about that a class logs: client, thread and turn, by the diagnostic context. */
public final class LoggedContexts extends Handler implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<String> contexts = new CopyOnWriteArrayList<>();

    public LoggedContexts(Class<?> logging) {
        logger = Logger.getLogger(logging.getName());
        before = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    public List<String> contexts() {
        return contexts;
    }

    /** On the thread that logs. */
    @Override
    public void publish(LogRecord record) {
        contexts.add(MDC.get(LogContext.CLIENT) + " " + MDC.get(LogContext.THREAD) + " " + MDC.get(LogContext.TURN));
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
