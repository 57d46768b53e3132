package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.TurnErrors;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkiverse.codex.session.SessionRetry;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.session.SessionThread;
import io.smallrye.mutiny.Uni;

/**
 * Records one turn. Entries are stored one after the other and before whoever runs the turn sees what they are about; what has
 * begun to be stored is brought to its end even when nobody waits for it any more.
 */
final class TurnRecorder {

    private static final Duration LONGEST_TURN = Duration.ofDays(7);

    private final String turnId = UUID.randomUUID().toString();
    private final long begin = System.nanoTime();
    private final SessionStore store;
    private final SessionKey key;
    private final HeldLease lease;
    private final Redaction redaction;
    private final SessionSettings settings;
    private final Patience patience;
    private final Executor workers;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    /** Counts what is stored, one after the other. */
    private int sequence;
    private String thread;
    private boolean begun;
    private boolean ended;
    private volatile boolean beginStored;
    private volatile boolean gap;

    TurnRecorder(SessionStore store, SessionKey key, HeldLease lease, Redaction redaction, SessionSettings settings,
            ScheduledExecutorService timer, Executor workers) {
        this.store = store;
        this.key = key;
        this.lease = lease;
        this.redaction = redaction;
        this.settings = settings;
        this.patience = new Patience(settings.leaseDuration(), timer);
        this.workers = workers;
    }

    /**
     * Records that the turn has begun.
     *
     * @param before the session as it was, empty for a new one
     * @param input what the turn works on, or empty where it has no input
     * @param threadId the thread it runs on, or empty for a turn that has failed before it had one
     */
    synchronized Uni<Void> begun(Optional<SessionInfo> before, Optional<TurnInput> input, Optional<String> threadId) {
        Optional<String> known = begun ? Optional.ofNullable(thread) : before.flatMap(SessionInfo::threadId);
        Optional<String> opened = threadId.filter(id -> !known.equals(Optional.of(id)));
        thread = threadId.or(() -> known).orElse(null);
        if (begun) {
            // Another attempt, of which all is known but perhaps its thread.
            return opened.map(id -> store(() -> List.of(moved(id, before)))).orElseGet(() -> Uni.createFrom().voidItem());
        }
        begun = true;
        boolean mayExpire = opened.isEmpty() && before.flatMap(SessionInfo::expiresAt).isPresent();
        Optional<String> kept = known.filter(id -> mayExpire);
        last = last.thenCompose(nothing -> begin(before, input, opened, kept).subscribeAsCompletionStage())
                .thenRun(() -> beginStored = true);
        if (kept.isPresent()) {
            last = last.thenCompose(nothing -> keep(kept.get()).subscribeAsCompletionStage());
        }
        return lastStored();
    }

    private Uni<Void> begin(Optional<SessionInfo> before, Optional<TurnInput> input, Optional<String> opened,
            Optional<String> kept) {
        List<SessionEntry> entries = new ArrayList<>();
        before.flatMap(SessionInfo::openTurn).ifPresent(open -> entries.add(new SessionOutcome(open.turnId(),
                open.lastSequence() + 1, Instant.now(), Status.LOST, Usage.UNKNOWN, Optional.empty())));
        input.ifPresent(said -> entries.add(new SessionInput(turnId, sequence++, Instant.now(), InputContent.of(said))));
        opened.ifPresent(id -> entries.add(moved(id, before)));
        if (entries.isEmpty()) {
            // Nothing else would keep it until the turn's first item.
            kept.ifPresent(id -> entries.add(goesOn(id)));
        }
        return entries.isEmpty() ? Uni.createFrom().voidItem() : append(entries);
    }

    private SessionThread moved(String threadId, Optional<SessionInfo> before) {
        return new SessionThread(turnId, sequence++, Instant.now(), threadId, before.flatMap(SessionInfo::threadId));
    }

    /** The session may have expired while its turn waited, and with it what is known of its thread. */
    private Uni<Void> keep(String threadId) {
        return patiently(() -> store.find(key)).chain(found -> found.flatMap(SessionInfo::threadId).isPresent()
                ? Uni.createFrom().voidItem()
                : append(List.of(goesOn(threadId))));
    }

    private SessionThread goesOn(String threadId) {
        return new SessionThread(turnId, sequence++, Instant.now(), threadId, Optional.empty());
    }

    /**
     * Records that the turn is tried again.
     */
    Uni<Void> retried(TurnRetrying retry) {
        return entry(number -> new SessionRetry(turnId, number, Instant.now(), retry.attempt(), retry.error()));
    }

    /**
     * Returns whether the turn was recorded to have begun.
     */
    synchronized boolean hasBegun() {
        return begun;
    }

    /**
     * Returns whether all of the turn, from its beginning to its end, was stored.
     */
    synchronized boolean isWhole() {
        return ended && !gap && last.isDone() && !last.isCompletedExceptionally();
    }

    /**
     * Records what codex did or said.
     */
    Uni<Void> item(ThreadItem item) {
        return entry(number -> new SessionItem(turnId, number, Instant.now(), item));
    }

    /**
     * Records that the turn ended without a failure.
     */
    Uni<Void> ended(TurnResult result) {
        Status status = result.status() == TurnStatus.INTERRUPTED ? Status.INTERRUPTED : Status.COMPLETED;
        return end(number -> new SessionOutcome(turnId, number, Instant.now(), status, result.usage(),
                Optional.of(result.duration())));
    }

    /**
     * Records that the turn failed.
     *
     * @param usage what it had used until then
     */
    Uni<Void> failed(Throwable failure, Usage usage) {
        // Nothing was wrong with it.
        Status status = failure instanceof CodexShutdownException ? Status.INTERRUPTED : Status.FAILED;
        return end(number -> new SessionOutcome(turnId, number, Instant.now(), status, usage,
                Optional.of(duration()), Optional.of(TurnErrors.of(failure)), Optional.of(failure.getClass().getSimpleName()),
                null));
    }

    /**
     * Records that nobody wants to know of the turn any more.
     *
     * @param usage what it had used until then
     */
    void cancelled(Usage usage) {
        // Stored by the chain of all that is stored, for which whoever ends the session's turn waits.
        end(number -> new SessionOutcome(turnId, number, Instant.now(), Status.INTERRUPTED, usage,
                Optional.of(duration())));
    }

    private Duration duration() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private synchronized Uni<Void> end(IntFunction<SessionEntry> outcome) {
        if (!begun || ended) {
            return stored();
        }
        ended = true;
        // It is known how the turn ended, even where something before could not be recorded.
        last = last.handle((nothing, failure) -> {
            gap = failure != null;
            return beginStored;
        }).thenCompose(known -> known ? append(List.of(outcome.apply(sequence++))).subscribeAsCompletionStage()
                : CompletableFuture.completedFuture(null));
        return lastStored();
    }

    private synchronized Uni<Void> entry(IntFunction<SessionEntry> entry) {
        // Without a beginning there is nothing that it would belong to, and after the end nothing more.
        return !begun || ended ? Uni.createFrom().voidItem() : store(() -> List.of(entry.apply(sequence++)));
    }

    /**
     * Returns what completes when everything is stored, or will not be.
     *
     * @return never fails
     */
    synchronized Uni<Void> stored() {
        CompletionStage<Void> all = last.handle((nothing, failure) -> null);
        return Uni.createFrom().completionStage(all);
    }

    private Uni<Void> store(Supplier<List<SessionEntry>> entries) {
        // After a failure there would be a gap.
        last = last.thenCompose(nothing -> append(entries.get()).subscribeAsCompletionStage());
        return lastStored();
    }

    private Uni<Void> lastStored() {
        CompletableFuture<Void> mine = last;
        return Uni.createFrom().completionStage(mine::copy);
    }

    private Uni<Void> append(List<SessionEntry> entries) {
        return patiently(() -> {
            List<SessionEntry> redacted = entries.stream().map(entry -> redaction.redact(key, entry)).toList();
            return store.append(lease.lease(), redacted, ttl(entries));
        }).onFailure(SessionLostException.class).invoke(failure -> lease.lose((SessionLostException) failure));
    }

    private <T> Uni<T> patiently(Supplier<Uni<T>> action) {
        return Uni.createFrom().deferred(() -> {
            if (lease.isLost()) {
                return Uni.createFrom().<T> failure(notKept());
            }
            return patience.insisting(action.get(),
                    failure -> !(failure instanceof SessionLostException) && !lease.isLost());
        }).runSubscriptionOn(workers);
    }

    /** A session is not forgotten while its turn runs, which may wait for somebody's approval for days. */
    private Optional<Duration> ttl(List<SessionEntry> entries) {
        SessionEntry newest = entries.get(entries.size() - 1);
        boolean isOver = newest instanceof SessionOutcome && newest.turnId().equals(turnId);
        return isOver ? settings.ttl() : settings.ttl().map(LONGEST_TURN::plus);
    }

    private SessionLostException notKept() {
        return new SessionLostException("The session '" + key.name() + "' was lost: what its turn did since is not recorded");
    }
}
