package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.transport.TurnTimeouts;
import io.smallrye.mutiny.Uni;

/**
 * Ends the commands that a turn has left running: codex keeps them for later turns of the thread, of which there may be none.
 */
final class LeftCommands {

    private static final Logger LOG = Logger.getLogger(LeftCommands.class);

    /**
     * codex gives it to every command. So what it does not list is found too: a command that was just being started when its
     * turn was interrupted, and what has detached itself.
     */
    private static final String THREAD_VARIABLE = "CODEX_THREAD_ID";

    private LeftCommands() {
    }

    /**
     * Ends what runs in a thread.
     *
     * @return completes when it is gone or the transport's grace is over; never fails
     */
    static Uni<Void> end(AppServerSession session, String threadId, AppServerTransport transport) {
        // Elsewhere the process ids of codex are those of others.
        boolean local = transport.isLocal();
        Executor workers = transport.workers();
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("threadId", threadId);
        Uni<Void> ended = session.request("thread/backgroundTerminals/list", params)
                .chain(answer -> answer.path("data").isEmpty() ? Uni.createFrom().voidItem()
                        : processes(answer, local, workers)
                                .chain(left -> session.request("thread/backgroundTerminals/clean", params)
                                        .chain(() -> gone(left))));
        Uni<Void> listed = withinGrace(ended, transport)
                .onFailure().invoke(failure -> LogContext.during(clientName(transport), threadId, null,
                        () -> LOG.debugf("Commands could not be ended: %s", failure.getMessage())))
                .onFailure().recoverWithNull();
        return local ? listed.emitOn(workers).invoke(() -> ChildProcess.endMarked(THREAD_VARIABLE, threadId))
                .onFailure().recoverWithNull() : listed;
    }

    /**
     * Ends a turn that nobody waits for, and what runs in its thread.
     *
     * @return completes when it is gone or the transport's grace is over; never fails
     */
    static Uni<Void> endWithTurn(AppServerSession session, String threadId, String turnId, AppServerTransport transport) {
        return withinGrace(session.interrupt(threadId, turnId), transport)
                .onFailure().invoke(failure -> LogContext.during(clientName(transport), threadId, turnId,
                        () -> LOG.debugf("turn %s could not be ended: %s", turnId, failure.getMessage())))
                .onFailure().recoverWithNull()
                .chain(() -> end(session, threadId, transport));
    }

    private static String clientName(AppServerTransport transport) {
        return transport.settings().client().clientName();
    }

    private static <T> Uni<T> withinGrace(Uni<T> ending, AppServerTransport transport) {
        Duration limit = transport.settings().grace();
        return TurnTimeouts.isLimit(limit) ? ending.ifNoItem().after(limit).on(transport.timer()).fail() : ending;
    }

    private static Uni<List<ProcessHandle>> processes(JsonNode answer, boolean local, Executor workers) {
        return local ? Uni.createFrom().item(answer).emitOn(workers).map(LeftCommands::processes)
                : Uni.createFrom().item(List.of());
    }

    /** codex may run as another user, where nothing is found. */
    private static List<ProcessHandle> processes(JsonNode answer) {
        List<ProcessHandle> found = new ArrayList<>();
        for (JsonNode terminal : answer.path("data")) {
            if (terminal.path("osPid").isIntegralNumber()) {
                ProcessHandle.of(terminal.path("osPid").asLong())
                        .ifPresent(process -> Stream.concat(Stream.of(process), process.descendants()).forEach(found::add));
            }
        }
        return found;
    }

    private static Uni<Void> gone(List<ProcessHandle> processes) {
        // codex ends the process group; what has left that is none of its business.
        processes.forEach(ProcessHandle::destroyForcibly);
        return Uni.createFrom().completionStage(CompletableFuture
                .allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)));
    }
}
