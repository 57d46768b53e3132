package io.quarkiverse.codex.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Looks at every line that is logged, down to what nobody but a developer wants to see, and writes all of them to a file. */
final class LogWatch extends Handler implements AutoCloseable {

    /** Held on to: what nobody holds forgets its level. */
    private static final Logger CODEX = Logger.getLogger("io.quarkiverse.codex");
    private static final Logger ROOT = Logger.getLogger("");
    private static final int MOST_FOUND = 20;

    private final Formatter format = new PatternFormatter("%d{HH:mm:ss,SSS} %-5p [%c{2.}] (%t) %X %s%e%n");
    private final String secret;
    private final PrintWriter file;
    private final Handler[] usual = ROOT.getHandlers();
    private final AtomicLong lines = new AtomicLong();
    private final List<String> found = new CopyOnWriteArrayList<>();

    LogWatch(String secret) {
        this.secret = secret;
        try {
            file = new PrintWriter(Files.newBufferedWriter(Path.of(System.getProperty("chaos.log"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setLevel(Level.ALL);
        // A storm fills the console otherwise.
        for (Handler handler : usual) {
            ROOT.removeHandler(handler);
        }
        ROOT.addHandler(this);
        CODEX.setLevel(Level.FINE);
        // Mistakes of consumers are among them.
        Infrastructure.setDroppedExceptionHandler(dropped -> CODEX.log(Level.FINE, "Dropped", dropped));
    }

    @Override
    public void publish(LogRecord record) {
        String line = format.format(record);
        lines.incrementAndGet();
        if (line.contains(secret) && found.size() < MOST_FOUND) {
            found.add(line);
        }
        file.print(line);
    }

    /** Returns the lines that have the secret. */
    List<String> found() {
        return found;
    }

    /** Returns how many lines it has seen. */
    long lines() {
        return lines.get();
    }

    @Override
    public void flush() {
        file.flush();
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        for (Handler handler : usual) {
            ROOT.addHandler(handler);
        }
        CODEX.setLevel(null);
        Infrastructure.resetDroppedExceptionHandler();
        file.close();
    }
}
