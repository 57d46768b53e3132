package io.quarkiverse.codex.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;

/** A storm finds only what is looked for. */
class TranscriptsTest {

    private static final String SESSION = "session-1";
    private static final AgentMessage ANSWER = new AgentMessage("m1", "Done.");

    private final Ledger ledger = new Ledger();
    private final Losses losses = new Losses();
    private final TurnPlan plan = new TurnPlan(1, 0, Optional.of(SESSION), false, Work.NOTHING, Trouble.NONE, Manners.CANCELS,
            false, 0);
    private final Fate fate = ledger.begin(plan);

    @Test
    void turnThatWasCancelledIsNotLost() {
        fate.cancelled();

        assertThat(faults(Status.INTERRUPTED, "Done.")).isEmpty();
        assertThat(faults(Status.LOST, "Done.")).singleElement().asString().contains("recorded as lost");
    }

    @Test
    void turnIsLostWhoseCallerWasToldSo() {
        fate.failed(new SessionLostException("taken over"));

        assertThat(faults(Status.LOST, "Done.")).isEmpty();
    }

    @Test
    void turnIsLostWhoseLeaseAnotherTook() {
        fate.cancelled();
        SessionLease lease = lease(1);
        losses.taken(false, lease);
        losses.stores("t1", lease);
        losses.taken(true, lease(2));

        assertThat(faults(Status.LOST, "Done.")).isNotEmpty();
        losses.taken(false, lease(2));
        assertThat(faults(Status.LOST, "Done.")).isEmpty();
    }

    @Test
    void turnWhoseLeaseWasGivenBackIsNotLost() {
        fate.cancelled();
        SessionLease lease = lease(1);
        losses.taken(false, lease);
        losses.stores("t1", lease);
        losses.givenBack(false, lease);
        losses.taken(false, lease(2));

        assertThat(faults(Status.LOST, "Done.")).isNotEmpty();
    }

    @Test
    void turnThatWasSeenIsRecorded() {
        fate.cancelled();
        assertThat(new Transcripts(ledger, losses).faults()).isEmpty();

        fate.saw(new ItemCompleted(ANSWER));

        assertThat(new Transcripts(ledger, losses).faults()).singleElement().asString().contains("is not recorded");
        assertThat(faults(Status.INTERRUPTED, "Done.")).isEmpty();
    }

    @Test
    void secretsAreFound() {
        fate.cancelled();

        assertThat(faults(Status.INTERRUPTED, "It is " + Site.CANARY)).singleElement().asString().contains("secret");
    }

    private List<String> faults(Status status, String answer) {
        Transcripts transcripts = new Transcripts(ledger, losses);
        List<SessionEntry> turn = List.of(
                new SessionInput("t1", 0, Instant.EPOCH,
                        List.of(JsonNodeFactory.instance.objectNode().put("type", "text").put("text", plan.recordedPrompt()))),
                new SessionItem("t1", 1, Instant.EPOCH, new AgentMessage("m1", answer)),
                new SessionOutcome("t1", 2, Instant.EPOCH, status, Usage.UNKNOWN, Optional.empty()));
        transcripts.add(SESSION, false, turn);
        return transcripts.faults();
    }

    private static SessionLease lease(long token) {
        return new SessionLease(new SessionKey("default", SESSION), "holder-" + token, token);
    }
}
