package io.quarkiverse.codex.runtime.transport.appserver;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcCodec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcReader;
import io.quarkiverse.codex.runtime.transport.Secrets;

/**
 * A channel to a child process: lines on its standard input and output. One thread reads and one writes, so that neither a
 * flood from codex nor a codex that does not read holds up anybody else.
 */
final class StdioChannel implements MessageChannel {

    private static final Logger LOG = Logger.getLogger(StdioChannel.class);
    /** Requests in flight are bounded, and so is what waits here; a full queue means that codex does not read. */
    private static final int MOST_UNSENT = 8192;
    private static final byte[] END = {};
    /** For reading what a process that is gone has left in the pipe. */
    private static final Duration OUTPUT_AFTER_EXIT = Duration.ofMillis(500);
    private static final Duration OUTPUT_AFTER_END = Duration.ofSeconds(5);

    private final Supplier<ProcessSpec> spec;
    private final int mostMessageBytes;
    private final Secrets secrets;
    private final BlockingQueue<byte[]> unsent = new ArrayBlockingQueue<>(MOST_UNSENT);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean givenUp;
    private volatile ChildProcess process;
    private Duration grace = Duration.ZERO;

    /**
     * @param spec makes the process' spec when the channel is opened
     * @param mostMessageBytes the longest message that is accepted
     * @param secrets what must not be seen in messages
     */
    StdioChannel(Supplier<ProcessSpec> spec, int mostMessageBytes, Secrets secrets) {
        this.spec = spec;
        this.mostMessageBytes = mostMessageBytes;
        this.secrets = secrets;
    }

    @Override
    public void open(Listener listener) {
        ProcessSpec made;
        try {
            made = spec.get();
            grace = made.grace();
            process = ChildProcess.start(made);
        } catch (CodexException e) {
            closed.countDown();
            throw e;
        } catch (IOException e) {
            closed.countDown();
            throw new CodexProcessException("codex app-server could not be started: "
                    + secrets.mask(String.valueOf(e.getMessage())), e);
        }
        daemon(made.name() + "-writer", this::write);
        daemon(made.name() + "-reader", () -> read(listener));
        process.whenExited(() -> daemon(made.name() + "-end", () -> endAfterExit(listener)));
        if (closing.get()) {
            process.endSoon();
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Listener listener) {
        try {
            RpcReader reader = new RpcReader(process.standardOutput(), mostMessageBytes);
            for (RpcMessage message = reader.next(); message != null && !ended.get(); message = reader.next()) {
                listener.received(message);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "The output of %s broke off", process);
        } finally {
            unsent.offer(END);
            end(listener);
        }
    }

    /** Whoever has inherited the output of a process may keep it open for long after. */
    private void endAfterExit(Listener listener) {
        if (!isClosedWithin(OUTPUT_AFTER_EXIT)) {
            process.end();
            if (!isClosedWithin(OUTPUT_AFTER_END)) {
                end(listener);
            }
        }
    }

    private void end(Listener listener) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        OptionalInt exitCode = process.awaitExit(grace);
        process.end();
        closed.countDown();
        listener.closed(died(exitCode));
    }

    private CodexException died(OptionalInt exitCode) {
        if (closing.get()) {
            return new CodexException("codex app-server was stopped");
        }
        String standardError = secrets.mask(process.standardError());
        if (givenUp) {
            return new CodexProcessException("codex app-server did not answer any more and was ended. It is started again for"
                    + " the next turn", exitCode.orElse(-1), standardError);
        }
        String last = standardError.lines().reduce((one, other) -> other).orElse("nothing");
        return new CodexProcessException("codex app-server " + (exitCode.isPresent() ? "ended with exit code "
                + exitCode.getAsInt() : "closed its output and was killed") + "; the last it said was: " + last
                + ". It is started again for the next turn", exitCode.orElse(-1), standardError);
    }

    private void write() {
        try (OutputStream standardInput = process.standardInput()) {
            for (byte[] line = unsent.take(); line != END; line = unsent.take()) {
                standardInput.write(line);
                if (unsent.isEmpty()) {
                    standardInput.flush();
                }
            }
        } catch (IOException unread) {
            LOG.debugf("codex app-server no longer reads: %s", unread.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean send(RpcMessage message) {
        if (closing.get() || closed.getCount() == 0) {
            return false;
        }
        byte[] content = RpcCodec.write(message);
        byte[] line = new byte[content.length + 1];
        System.arraycopy(content, 0, line, 0, content.length);
        line[content.length] = '\n';
        return unsent.offer(line);
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true) && process != null) {
            // The end of its input is how an app-server is asked to go; who does not is ended.
            if (!unsent.offer(END)) {
                process.endSoon();
            }
            daemon("codex-app-server-end", () -> {
                if (process.awaitExit(grace).isEmpty()) {
                    process.endSoon();
                }
            });
        }
    }

    @Override
    public void giveUp() {
        givenUp = true;
        process.endSoon();
    }

    @Override
    public void awaitClosed() {
        isClosedWithin(grace.multipliedBy(2).plusSeconds(5));
    }

    private boolean isClosedWithin(Duration limit) {
        try {
            return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
