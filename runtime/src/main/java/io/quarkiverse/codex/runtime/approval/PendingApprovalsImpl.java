package io.quarkiverse.codex.runtime.approval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * What waits for a person, in memory.
 */
public final class PendingApprovalsImpl implements PendingApprovals {

    private static final Logger LOG = Logger.getLogger(PendingApprovalsImpl.class);
    /** How many changes a subscriber may be behind. */
    private static final int BACKLOG = 1024;

    private final int limit;
    private final Executor workers;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Queue<Change> news = new ArrayDeque<>();
    private final BroadcastProcessor<Change> changes = BroadcastProcessor.create();
    private boolean publishing;

    /**
     * @param limit how many requests may wait
     */
    public PendingApprovalsImpl(int limit) {
        this(limit, new Workers("codex-approval-changes"));
    }

    /**
     * @param workers tells subscribers, each on its own
     */
    PendingApprovalsImpl(int limit, Executor workers) {
        this.limit = limit;
        this.workers = workers;
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            Entry entry = new Entry(request, emitter);
            if (!add(entry)) {
                emitter.complete(ApprovalDecision.decline());
                return;
            }
            emitter.onTermination(() -> remove(entry, Change.Kind.WITHDRAWN));
            publish();
        });
    }

    @Override
    public List<ApprovalRequest> list() {
        synchronized (entries) {
            List<ApprovalRequest> requests = new ArrayList<>(entries.size());
            entries.values().forEach(entry -> requests.add(entry.request));
            return List.copyOf(requests);
        }
    }

    @Override
    public boolean answer(String id, ApprovalDecision decision) {
        Objects.requireNonNull(decision, "decision");
        Entry entry;
        synchronized (entries) {
            entry = entries.get(id);
        }
        if (entry == null || !remove(entry, Change.Kind.ANSWERED)) {
            return false;
        }
        entry.emitter.complete(decision);
        return true;
    }

    @Override
    public Multi<Change> changes() {
        return changes.onOverflow().buffer(BACKLOG).emitOn(workers);
    }

    private boolean add(Entry entry) {
        synchronized (entries) {
            if (entries.size() >= limit) {
                LOG.warnf("Declined, because %d requests wait for an answer already: %s", entries.size(), entry.request);
                return false;
            }
            if (entries.putIfAbsent(entry.request.id(), entry) != null) {
                LOG.warnf("Declined, because it waits for an answer already: %s", entry.request);
                return false;
            }
            news.add(new Change(Change.Kind.ADDED, entry.request));
            return true;
        }
    }

    private boolean remove(Entry entry, Change.Kind why) {
        synchronized (entries) {
            if (!entries.remove(entry.request.id(), entry)) {
                return false;
            }
            news.add(new Change(why, entry.request));
        }
        publish();
        return true;
    }

    /** One thread at a time tells, without the lock: a subscriber may answer at once. */
    private void publish() {
        while (true) {
            Change next;
            synchronized (entries) {
                next = publishing ? null : news.poll();
                if (next == null) {
                    return;
                }
                publishing = true;
            }
            try {
                changes.onNext(next);
            } finally {
                synchronized (entries) {
                    publishing = false;
                }
            }
        }
    }

    private record Entry(ApprovalRequest request, UniEmitter<? super ApprovalDecision> emitter) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
