package io.quarkiverse.codex.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.codex.testing.CodexBinary;

/** A codex that listens for WebSockets on this machine, as others would start it on theirs. */
final class RemoteServer implements AutoCloseable {

    static final String TOKEN = "capability-of-the-test";
    private static final Pattern LISTENS = Pattern.compile("(ws://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final String url;

    private RemoteServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static RemoteServer start(Path home, Map<String, String> environment) {
        return start(home, environment, 0);
    }

    static RemoteServer start(Path home, Map<String, String> environment, int port) {
        try {
            Path token = Files.writeString(home.resolve("test-token"), TOKEN).toAbsolutePath();
            List<String> command = new ArrayList<>(List.of(CodexBinary.findOrInstall().path().toString(), "app-server",
                    "--listen", "ws://127.0.0.1:" + port, "--ws-auth", "capability-token", "--ws-token-file",
                    token.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("CODEX_HOME", home.toString());
            Process process = builder.start();
            process.getOutputStream().close();
            return new RemoteServer(process, urlOf(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it writes is read to the end, for a full pipe would stop it. */
    private static String urlOf(Process process) {
        CompletableFuture<String> url = new CompletableFuture<>();
        StringBuilder said = new StringBuilder();
        Thread reader = new Thread(() -> {
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    said.append(line).append('\n');
                    Matcher matcher = LISTENS.matcher(line);
                    if (matcher.find()) {
                        url.complete(matcher.group(1));
                    }
                }
            } catch (IOException ended) {
                said.append(ended);
            }
            url.completeExceptionally(new AssertionError("codex does not listen: " + said));
        }, "remote-codex-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return url.get(Turns.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError("codex does not listen", e);
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    int port() {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    /** Ends it as a crash would. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
