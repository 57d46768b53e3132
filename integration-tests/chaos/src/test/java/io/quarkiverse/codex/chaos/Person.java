package io.quarkiverse.codex.chaos;

import java.util.Random;

import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.approval.PendingApprovals.Change;
import io.smallrye.mutiny.subscription.Cancellable;

/** Somebody who answers what agents want to do, or has gone for a coffee. */
final class Person implements AutoCloseable {

    private final PendingApprovals approvals;
    private final Random random;
    private final Tally survived;
    private final Cancellable watching;

    Person(PendingApprovals approvals, Random random, Tally survived) {
        this.approvals = approvals;
        this.random = random;
        this.survived = survived;
        this.watching = approvals.changes().subscribe().with(this::answer);
    }

    private void answer(Change change) {
        if (change.kind() != Change.Kind.ADDED) {
            return;
        }
        String id = change.request().id();
        switch (random.nextInt(3)) {
            case 0 -> approvals.approve(id);
            case 1 -> approvals.decline(id);
            default -> survived.count("approvals: nobody answers");
        }
    }

    @Override
    public void close() {
        watching.cancel();
    }
}
