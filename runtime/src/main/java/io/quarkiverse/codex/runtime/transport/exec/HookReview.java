package io.quarkiverse.codex.runtime.transport.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcCodec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcReader;
import io.quarkiverse.codex.runtime.transport.UnreviewedHooks;

/**
 * Asks codex which hooks its user has not reviewed. {@code codex exec} takes hooks of ours only together with all others, so
 * those have to be known to be switched off; and only an app-server tells them.
 */
final class HookReview {

    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration TIME_TO_EXIT = Duration.ofSeconds(1);
    private static final RpcId GREETING = RpcId.of(1);
    private static final RpcId LIST = RpcId.of(2);

    private HookReview() {
    }

    /**
     * @param server how to start an app-server
     * @param directory the working directory of the turn
     * @param timer ends a codex that does not answer
     * @param limit how long the turn may take, zero for no limit
     * @param started is told the process, so that the turn's end can be its end, too
     * @return codex' keys of the hooks
     */
    static List<String> unreviewed(ProcessSpec server, String directory, ScheduledExecutorService timer, Duration limit,
            Consumer<ChildProcess> started) {
        Duration most = limit.isZero() || limit.compareTo(MOST) > 0 ? MOST : limit;
        ChildProcess process = null;
        ScheduledFuture<?> end = null;
        try {
            process = ChildProcess.start(server);
            end = timer.schedule(process::endSoon, most.toMillis(), TimeUnit.MILLISECONDS);
            started.accept(process);
            OutputStream input = process.standardInput();
            send(input, new RpcMessage.Request(GREETING, "initialize", greeting(), null));
            send(input, new RpcMessage.Notification("initialized", null));
            send(input, new RpcMessage.Request(LIST, UnreviewedHooks.METHOD, UnreviewedHooks.params(directory), null));
            JsonNode hooks = answer(new RpcReader(process.standardOutput()));
            if (hooks == null) {
                throw end.isDone() ? late(most) : unknown("codex app-server ended without an answer", null);
            }
            List<String> keys = UnreviewedHooks.read(hooks);
            // With nobody to serve it ends by itself, and at once.
            input.close();
            process.awaitExit(TIME_TO_EXIT);
            return keys;
        } catch (IOException e) {
            throw unknown(String.valueOf(e.getMessage()), e);
        } finally {
            if (end != null) {
                end.cancel(false);
            }
            if (process != null) {
                process.end();
            }
        }
    }

    private static ObjectNode greeting() {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putObject("clientInfo").put("name", "quarkus_codex").put("title", "Quarkus Codex").put("version", "hooks");
        params.putObject("capabilities").put("experimentalApi", true).put("requestAttestation", false);
        return params;
    }

    private static void send(OutputStream input, RpcMessage message) throws IOException {
        input.write(RpcCodec.write(message));
        input.write('\n');
        input.flush();
    }

    private static JsonNode answer(RpcReader reader) throws IOException {
        for (RpcMessage message = reader.next(); message != null; message = reader.next()) {
            if (message instanceof RpcMessage.Response response && LIST.equals(response.id())) {
                return response.result();
            } else if (message instanceof RpcMessage.ErrorResponse error) {
                throw unknown(error.message(), null);
            }
        }
        return null;
    }

    private static CodexTimeoutException late(Duration limit) {
        return new CodexTimeoutException("codex did not tell within " + limit + " which hooks it has, and without knowing them"
                + " the application's hooks cannot be given to codex exec safely: the turn was not started",
                CodexTimeoutException.Kind.REQUEST, limit);
    }

    private static CodexProcessException unknown(String why, IOException cause) {
        return new CodexProcessException("codex did not tell which hooks it has (" + why + "), and without knowing them the"
                + " application's hooks cannot be given to codex exec safely: the turn was not started", cause);
    }
}
