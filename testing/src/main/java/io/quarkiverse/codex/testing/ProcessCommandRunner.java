package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands as operating system processes. */
final class ProcessCommandRunner implements CommandRunner {

    private static final int KEPT_OUTPUT = 8 * 1024;

    @Override
    public Outcome run(List<String> command, Path directory, Duration timeout) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        // A program that asks a question must get "end of file" for an answer, not wait for somebody who isn't there.
        process.getOutputStream().close();
        TailOfStream output = new TailOfStream(process.getInputStream());
        Thread reader = new Thread(output, "codex-command-output");
        reader.setDaemon(true);
        reader.start();
        boolean ended = false;
        try {
            ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        // A grandchild may hold the pipe open; the command itself is over, so its output is not waited for without end.
        reader.join(Duration.ofSeconds(2).toMillis());
        return new Outcome(ended ? process.exitValue() : -1, !ended, output.text());
    }

    private static void kill(Process process) {
        // Listed before the kill: once the parent is gone its children can no longer be found.
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static final class TailOfStream implements Runnable {

        private final InputStream stream;
        private final StringBuilder tail = new StringBuilder();

        TailOfStream(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[4096];
            try (stream) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
            } catch (IOException closed) {
                append("");
            }
        }

        private synchronized void append(String text) {
            tail.append(text);
            if (tail.length() > KEPT_OUTPUT) {
                tail.delete(0, tail.length() - KEPT_OUTPUT);
            }
        }

        synchronized String text() {
            return tail.toString().strip();
        }
    }
}
