package io.quarkiverse.codex.runtime.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcReader;

/**
 * Lines of the app-server to test with.
 * <p>
 * They are the standard output of {@code codex app-server} 0.169.0 on a model scripted over loopback, one file for each script.
 * Directories became {@code /workspace} and {@code /codex-home}, the model's port 8080, the machine's name {@code host};
 * answers
 * that only say how the machine is set up are left out.
 */
public final class AppServerLines {

    public static final List<String> RECORDINGS = List.of("message", "commands", "patch", "plan", "dynamic-tool", "web-search",
            "turn-failed", "unavailable", "too-many-requests", "overloaded", "context-window", "reconnect",
            "reconnects-exhausted", "interrupt", "steer", "approvals", "cancelled", "mcp-tools", "review", "compaction",
            "images", "plan-mode", "collab", "sub-agents", "hook-prompt", "function-output", "user-input");

    private AppServerLines() {
    }

    static byte[] recording(String name) {
        try (InputStream stream = AppServerLines.class.getResourceAsStream("recorded/app-server/" + name + ".jsonl")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of all recordings. */
    public static List<byte[]> recorded() {
        List<byte[]> lines = new ArrayList<>();
        for (String name : RECORDINGS) {
            for (String line : new String(recording(name), StandardCharsets.UTF_8).split("\n")) {
                lines.add(Lines.utf8(line));
            }
        }
        return lines;
    }

    static List<RpcMessage> messages(String recording) throws IOException {
        RpcReader reader = new RpcReader(new ByteArrayInputStream(recording(recording)));
        List<RpcMessage> messages = new ArrayList<>();
        for (RpcMessage message = reader.next(); message != null; message = reader.next()) {
            messages.add(message);
        }
        return messages;
    }

    /** The events of a recording, those left out that concern no thread. */
    static List<RoutedEvent> events(String recording) throws IOException {
        List<RoutedEvent> events = new ArrayList<>();
        for (RpcMessage message : messages(recording)) {
            if (message instanceof Notification notification) {
                RoutedEvent event = AppServerCodec.event(notification.method(), notification.params());
                if (event != null) {
                    events.add(event);
                }
            }
        }
        return events;
    }
}
