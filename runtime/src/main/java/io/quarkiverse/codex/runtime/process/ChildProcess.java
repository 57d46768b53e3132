package io.quarkiverse.codex.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

/**
 * A running process: its standard input is fed and its standard error kept by threads of its own, its standard output is
 * for the caller to read, at the caller's pace.
 */
public final class ChildProcess {

    /** The environment variable by which the processes of a family recognise each other. */
    public static final String MARKER = "QUARKUS_CODEX_PROCESS";

    private static final Logger LOG = Logger.getLogger(ChildProcess.class);
    private static final int CHUNK = 8192;
    private static final Duration STREAMS_AFTER_EXIT = Duration.ofMillis(500);

    private final ProcessSpec spec;
    private final Process process;
    private final ProcessFamily family;
    private final TailBuffer standardError;
    private final Thread errorReader;
    private final AtomicBoolean ending = new AtomicBoolean();

    private ChildProcess(ProcessSpec spec, Process process, String marker, byte[] input) {
        this.spec = spec;
        this.process = process;
        this.family = new ProcessFamily(process, MARKER + "=" + marker);
        this.standardError = new TailBuffer(spec.standardErrorLimit());
        this.errorReader = daemon("stderr", this::keepStandardError);
        if (input != null) {
            daemon("stdin", () -> feed(input));
        }
    }

    /**
     * Starts a process.
     *
     * @param spec what to start
     * @param input what it gets on standard input, which is then closed
     * @return the running process, never {@code null}
     * @throws IOException when it cannot be started
     */
    public static ChildProcess start(ProcessSpec spec, byte[] input) throws IOException {
        return launch(spec, input);
    }

    /**
     * Starts a process whose standard input the caller writes.
     *
     * @param spec what to start
     * @return the running process, never {@code null}
     * @throws IOException when it cannot be started
     */
    public static ChildProcess start(ProcessSpec spec) throws IOException {
        return launch(spec, null);
    }

    private static ChildProcess launch(ProcessSpec spec, byte[] input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command());
        if (spec.directory() != null) {
            builder.directory(spec.directory().toFile());
        }
        String marker = UUID.randomUUID().toString();
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(spec.environment());
        environment.put(MARKER, marker);
        return new ChildProcess(spec, builder.start(), marker, input);
    }

    private Thread daemon(String role, Runnable body) {
        Thread thread = new Thread(body, spec.name() + "-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void feed(byte[] input) {
        try (OutputStream standardInput = process.getOutputStream()) {
            standardInput.write(input);
        } catch (IOException unread) {
            // The process ended or closed its input early; how the process ends tells whether that was right.
            LOG.debugf("%s did not read all of its input", spec.name());
        }
    }

    private void keepStandardError() {
        byte[] chunk = new byte[CHUNK];
        LineSplitter lines = new LineSplitter(CHUNK, spec.standardErrorLog());
        try (InputStream stream = process.getErrorStream()) {
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                standardError.append(chunk, 0, count);
                lines.append(chunk, count);
            }
            lines.end();
        } catch (IOException closed) {
            // What was read until now is kept.
        }
    }

    /**
     * Returns standard input, of a process that was started without input.
     *
     * @return the stream, never {@code null}; closing it is the end of the input
     */
    public OutputStream standardInput() {
        return process.getOutputStream();
    }

    /**
     * Returns standard output. It is not buffered beyond the pipe: while nobody reads, the process waits.
     *
     * @return the stream, never {@code null}
     */
    public InputStream standardOutput() {
        return process.getInputStream();
    }

    /**
     * Returns the end of what the process wrote to standard error until now, or all of it if the process has ended.
     *
     * @return at most as much as the spec says, with a note in front when the beginning is missing; never {@code null}
     */
    public String standardError() {
        if (!process.isAlive()) {
            joinBriefly(errorReader);
        }
        return standardError.text();
    }

    private static void joinBriefly(Thread thread) {
        try {
            // A grandchild that inherited the stream may hold it open for ever.
            thread.join(STREAMS_AFTER_EXIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns whether the process runs.
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for the process to end.
     *
     * @param limit how long to wait
     * @return the exit code, or empty when the process still runs
     */
    public OptionalInt awaitExit(Duration limit) {
        try {
            return process.waitFor(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /**
     * Ends the process and everything it started, on a thread of its own. Returns at once, does nothing the second time.
     */
    public void endSoon() {
        if (ending.compareAndSet(false, true)) {
            daemon("end", () -> family.end(spec.grace()));
        }
    }

    /**
     * Ends the process and everything it started. Blocks until all of it is gone, for at most the grace and some seconds.
     */
    public void end() {
        ending.set(true);
        family.end(spec.grace());
    }

    /**
     * Kills what an ended process has left behind, on a thread of its own. Returns at once.
     */
    public void endOrphansSoon() {
        daemon("end", family::endOrphans);
    }

    /**
     * Has something done when the process has ended, on a thread that must not be blocked.
     *
     * @param action what to do
     */
    public void whenExited(Runnable action) {
        process.onExit().thenRun(action);
    }

    /**
     * Kills every process that has a variable with a certain value in its environment. Finds them on Linux only, and never the
     * application itself. Blocks until they are gone, for at most two seconds.
     *
     * @param variable the name of the variable
     * @param value a value that only those have which are meant
     */
    public static void endMarked(String variable, String value) {
        ProcessFamily.markedBy(variable + "=" + value).endOrphans();
    }
}
