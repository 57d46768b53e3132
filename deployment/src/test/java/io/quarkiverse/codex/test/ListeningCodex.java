package io.quarkiverse.codex.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.codex.testing.CodexBinary;

/**
 * A codex that listens for WebSockets on this machine, as others would start it on theirs.
 */
final class ListeningCodex implements AutoCloseable {

    static final String TOKEN = "capability-of-the-test";
    private static final Pattern LISTENS = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    private ListeningCodex(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ListeningCodex start(Path home, Map<String, String> environment) throws IOException {
        Path token = Files.writeString(home.resolve("token"), TOKEN);
        ProcessBuilder builder = new ProcessBuilder(CodexBinary.findOrInstall().path().toString(), "app-server",
                "--listen", "ws://127.0.0.1:0", "--ws-auth", "capability-token", "--ws-token-file", token.toString())
                .redirectErrorStream(true).directory(home.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CODEX_HOME", home.toString());
        Process process = builder.start();
        // Left open: codex could not write to a closed one.
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = LISTENS.matcher(line);
            if (matcher.find()) {
                return new ListeningCodex(process, Integer.parseInt(matcher.group(1)));
            }
        }
        throw new IllegalStateException("codex does not listen");
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
