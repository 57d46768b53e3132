package io.quarkiverse.codex.runtime.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.runtime.host.LostThread;
import io.quarkiverse.codex.runtime.host.PastMessage;
import io.quarkiverse.codex.runtime.host.ThreadBusyException;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.quarkiverse.codex.session.SessionBusyException;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One turn of a session: takes the lease, finds the thread or starts one that stands in for it, has the turn recorded, and
 * gives the lease back when nothing of the turn is left. Happens once.
 */
final class SessionRun {

    private static final Logger LOG = Logger.getLogger(SessionRun.class);

    private final SessionContext context;
    private final SessionKey key;
    private final ThreadOptions options;
    private final Caller caller;
    private final SessionWatch session;
    private final Consumer<String> whenOpened;
    private final HeldLease lease;
    private final TurnRecorder recorder;
    private final CompletableFuture<Void> end;
    private final Uni<Void> finish;
    private volatile RecordingWatch watch;
    private volatile CodexThread thread;
    private volatile Throwable unsaved;

    /**
     * @param caller on whose behalf it is run
     * @param whenOpened is told the id of the thread when it is known
     */
    SessionRun(SessionContext context, SessionKey key, ThreadOptions options, Caller caller, Consumer<String> whenOpened) {
        this.context = context;
        this.key = key;
        this.caller = caller;
        this.session = context.observer().watch(key, caller);
        this.options = options;
        this.whenOpened = whenOpened;
        this.lease = new HeldLease(context, key);
        this.recorder = new TurnRecorder(context.store(), key, lease, context.redaction(), context.settings(),
                context.timer(), context.threads().workers());
        this.end = context.running().enter();
        // However many ways lead to the end, it comes once.
        this.finish = Uni.createFrom().deferred(this::finish).memoize().indefinitely();
    }

    /**
     * Runs the turn.
     *
     * @param turn runs it on a thread
     * @param moved marks what came of a turn on a thread that stands in for another, whose id it is given
     */
    <T> Multi<T> run(Function<CodexThread, Multi<T>> turn, BiFunction<String, Multi<T>, Multi<T>> moved) {
        return run(turn, moved, Uni.createFrom().nothing());
    }

    /**
     * Runs the turn, unless it is withdrawn while it waits for the session.
     *
     * @param turn runs it on a thread
     * @param moved marks what came of a turn on a thread that stands in for another, whose id it is given
     * @param withdrawn comes when the turn is not to begin any more, with what there is instead of it
     */
    <T> Multi<T> run(Function<CodexThread, Multi<T>> turn, BiFunction<String, Multi<T>, Multi<T>> moved,
            Uni<Multi<T>> withdrawn) {
        Uni<Optional<SessionInfo>> found = lease.take()
                .chain(() -> context.patience().insisting(context.store().find(key), failure -> !lease.isLost()))
                .call(session::loaded).emitOn(context.threads().workers());
        Uni<Supplier<Multi<T>>> begins = found.map(before -> () -> onItsThread(before, turn, moved));
        Uni<Supplier<Multi<T>>> neverBegins = withdrawn.map(instead -> () -> instead);
        Multi<T> events = Sequel.of(Uni.combine().any().of(begins, neverBegins), Supplier::get)
                .onFailure(ThreadBusyException.class).transform(this::busy);
        return HeldStream.of(events, lease, context.threads().workers(), this::finishAlone)
                .onCompletion().call(() -> finish.chain(this::saved)).onFailure().call(failure -> finish);
    }

    private <T> Multi<T> onItsThread(Optional<SessionInfo> before, Function<CodexThread, Multi<T>> turn,
            BiFunction<String, Multi<T>, Multi<T>> moved) {
        Optional<String> threadId = before.flatMap(SessionInfo::threadId);
        if (threadId.isEmpty()) {
            return turn.apply(open(threadId, Optional.empty(), before, false));
        }
        String lost = threadId.get();
        return turn.apply(open(threadId, Optional.empty(), before, true))
                .onFailure(failure -> isLost(lost, failure)).recoverWithMulti(() -> {
                    LOG.infof("The session '%s' goes on in a new thread: codex does not know its thread %s here", key.name(),
                            lost);
                    return Sequel.of(past(), said -> moved.apply(lost, turn.apply(
                            open(Optional.empty(), Optional.of(new LostThread(lost, said)), before, false))));
                });
    }

    /** A turn may outlive its lease for a moment. */
    private SessionBusyException busy(Throwable runs) {
        return new SessionBusyException("A turn of the session '" + key.name() + "' that has lost its lease is still being"
                + " ended here: try again later", runs);
    }

    private boolean isLost(String threadId, Throwable failure) {
        return failure instanceof CodexThreadNotFoundException notFound && threadId.equals(notFound.threadId())
                && !recorder.hasBegun();
    }

    private CodexThread open(Optional<String> threadId, Optional<LostThread> lost, Optional<SessionInfo> before,
            boolean mayMove) {
        RecordingWatch opened = new RecordingWatch(recorder, before, mayMove, whenOpened);
        watch = opened;
        thread = context.threads().open(threadId, lost, options, turn -> opened, caller);
        return thread;
    }

    private Uni<List<PastMessage>> past() {
        Past past = new Past(context.settings().mostPastCharacters());
        return context.patience().with(context.store().load(key).invoke(past::add).onItem().ignoreAsUni())
                .map(read -> past.messages())
                .emitOn(context.threads().workers());
    }

    private void finishAlone() {
        context.threads().workers().execute(() -> finish.subscribe().with(finished -> {
        }));
    }

    private Uni<Void> finish() {
        RecordingWatch watched = watch;
        Uni<Void> over = watched == null ? Uni.createFrom().voidItem() : watched.whenOver();
        return over.chain(recorder::stored).chain(this::show).chain(this::closeThread).chain(lease::release)
                .onFailure().invoke(failure -> LOG.warnf(failure, "The end of a turn of the session '%s' went wrong",
                        key.name()))
                .onFailure().recoverWithNull()
                .eventually(() -> {
                    end.complete(null);
                })
                .emitOn(context.threads().workers());
    }

    /** Others may have the session only when it has been looked at, however that ends. */
    private Uni<Void> show() {
        if (session == SessionWatch.NONE || !recorder.isWhole()) {
            return Uni.createFrom().voidItem();
        }
        return context.patience().with(context.store().find(key))
                .chain(info -> info.map(session::saved).orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure().invoke(failure -> unsaved = failure).onFailure().recoverWithNull();
    }

    private Uni<Void> saved() {
        return unsaved == null ? Uni.createFrom().voidItem() : Uni.createFrom().failure(unsaved);
    }

    private Uni<Void> closeThread() {
        CodexThread opened = thread;
        if (!context.settings().closeThreads() || opened == null || opened.id().isEmpty() || !recorder.hasBegun()) {
            return Uni.createFrom().voidItem();
        }
        return context.threads().close(opened.id().get()).onFailure().invoke(failure -> LOG.debugf(failure,
                "The thread of the session '%s' could not be closed", key.name())).onFailure().recoverWithNull();
    }
}
