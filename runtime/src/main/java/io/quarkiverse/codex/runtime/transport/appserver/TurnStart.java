package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Uni;

/**
 * Begins a turn: opens its thread, waits until that is free, and has codex begin, again and again while it has too much to do.
 * Between any two of these the turn may have been ended.
 */
final class TurnStart {

    private static final Logger LOG = Logger.getLogger(TurnStart.class);
    private static final Duration NEWS_DELAY = Duration.ofSeconds(1);

    private final AppServerTurn turn;
    private final AppServerTransport transport;
    private final TurnRequest request;
    private final Set<NativeHookPoint> points;
    private final Trace trace;
    private final TurnState state;
    private final TurnEnd end;

    /**
     * @param points where codex is to ask hooks of the application
     * @param trace the trace that the turn belongs to, or {@code null}
     */
    TurnStart(AppServerTurn turn, AppServerTransport transport, TurnRequest request, Set<NativeHookPoint> points, Trace trace,
            TurnState state, TurnEnd end) {
        this.turn = turn;
        this.transport = transport;
        this.request = request;
        this.points = points;
        this.trace = trace;
        this.state = state;
        this.end = end;
    }

    /**
     * Begins the turn, or ends it where that cannot be. May block.
     */
    void begin() {
        if (state.isOver()) {
            return;
        }
        try {
            transport.check(request);
        } catch (RuntimeException | Error e) {
            failed(e);
            return;
        }
        transport.servers().open(request.threadId(), this::open).chain(this::run)
                .subscribe().with(this::started, this::failed);
    }

    private Uni<String> open(AppServerSession session) {
        if (!state.opened(session)) {
            return Uni.createFrom().failure(notWanted());
        }
        return session.options(request, points).chain(options -> open(session, options));
    }

    private Uni<String> open(AppServerSession session, ObjectNode options) {
        List<ToolInfo> tools = request.host().tools();
        return request.threadId()
                .map(known -> session.whenFree(known).chain(() -> session.threads().resume(known, options, trace))
                        .invoke(() -> transport.compareTools(session, known, tools))
                        .call(() -> forgetReplaced(session, known)))
                .orElseGet(() -> session.threads().start(options, tools, trace)
                        .invoke(started -> transport.toolMemory().started(started, tools))
                        .call(started -> session.threads().tell(started, request.past())));
    }

    /** Where codex cannot, because it is too old or the thread is not kept, it sees the input once more. */
    private Uni<?> forgetReplaced(AppServerSession session, String id) {
        if (request.replaced().isEmpty() || request.task().isPresent()) {
            return Uni.createFrom().voidItem();
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("threadId", id).put("beforeTurnId",
                request.replaced().get());
        return session.request("thread/revert", params, trace).onFailure(CodexRequestException.class)
                .recoverWithItem(failure -> {
                    LogContext.during(transport.settings().client().clientName(), id, null,
                            () -> LOG.debugf("turn %s stays in its thread: %s", request.replaced().get(),
                                    failure.getMessage()));
                    return null;
                });
    }

    private static CancellationException notWanted() {
        return new CancellationException("The turn was ended before it began");
    }

    private Uni<JsonNode> run(String id) {
        AppServerSession session = state.session();
        if (!state.entered(id)) {
            session.threads().giveBack(id, false);
            return Uni.createFrom().nothing();
        }
        session.enter(id, turn);
        return session.patiently(Uni.createFrom().deferred(() -> ask(session, id)), this::isToBeTriedAgain);
    }

    private Uni<JsonNode> ask(AppServerSession session, String id) {
        ForeignTurns others = session.foreignTurns();
        if (!others.haveTaken(id)) {
            return beginOn(session, id);
        }
        // Whoever has seen its end may come here before the news of it.
        return others.whenOver(id).ifNoItem().after(NEWS_DELAY).on(transport.timer())
                .recoverWithUni(() -> Uni.createFrom().voidItem())
                .chain(() -> others.haveTaken(id) ? Uni.createFrom().failure(Refusals.busy(id)) : beginOn(session, id));
    }

    private Uni<JsonNode> beginOn(AppServerSession session, String id) {
        boolean again = state.wasAsked();
        if (!state.begin()) {
            return Uni.createFrom().failure(notWanted());
        }
        if (!again) {
            ThreadStarted opened = new ThreadStarted(id);
            request.witness().accept(opened);
            turn.tell(opened);
        }
        return session.requestOnce(TurnOpening.method(request), TurnOpening.params(id, request, state.messageId()), trace,
                this::answeredLate);
    }

    private boolean isToBeTriedAgain(Throwable failure) {
        return failure instanceof CodexOverloadedException && state.putOff();
    }

    private void started(JsonNode answer) {
        String id = answer.path("turn").path("id").asText(null);
        if (state.answered(id)) {
            end.neverBegun(Refusals.merged(state.threadId()));
            return;
        }
        end.named(id, request.task().isEmpty() ? id : null);
    }

    /** Nobody waits for the answer any more, but codex may run the turn. */
    private void answeredLate(Optional<JsonNode> answer) {
        if (answer.isPresent()) {
            started(answer.get());
        } else {
            end.codexIsDone();
        }
    }

    private void failed(Throwable failure) {
        if (state.isBegun() && failure instanceof CodexTimeoutException unanswered) {
            // What codex makes of it is not known: it is to end it, should it have begun.
            end.abort(Abort.failure(unanswered));
            return;
        }
        end.neverBegun(failure instanceof CodexException known ? typed(known)
                : new CodexException("The turn could not be started: " + failure, failure));
    }

    /** Not every codex knows of reviews and compactions. */
    private CodexException typed(CodexException failure) {
        return request.task().isPresent() && failure instanceof CodexRequestException refusal
                ? state.session().typed(refusal, TurnOpening.params(state.threadId(), request, state.messageId()))
                : failure;
    }
}
