package io.quarkiverse.codex.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.session.SessionEntryCodec;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkiverse.codex.session.SessionRetry;

/** Compares what is recorded of sessions with what whoever wanted their turns was told. */
final class Transcripts {

    private final Map<String, Fate> expected = new HashMap<>();
    private final Losses losses;
    private final Set<String> recorded = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int entries;
    private int maskedInputs;
    private int maskedOutputs;

    /**
     * @param ledger what was told of the turns
     * @param losses which turns may be recorded as lost
     */
    Transcripts(Ledger ledger, Losses losses) {
        this.losses = losses;
        for (Fate fate : ledger.fates()) {
            if (fate.plan().session().isPresent()) {
                expected.put(fate.plan().recordedPrompt(), fate);
            }
        }
    }

    /**
     * Reads the transcript of a session.
     *
     * @param session its name
     * @param inFiles where it is
     * @param transcript its entries
     */
    void add(String session, boolean inFiles, List<SessionEntry> transcript) {
        entries += transcript.size();
        String where = session + (inFiles ? " in files" : " in Redis");
        Map<String, List<SessionEntry>> turns = new LinkedHashMap<>();
        SessionEntry last = null;
        for (SessionEntry entry : transcript) {
            boolean sameTurn = last != null && last.turnId().equals(entry.turnId());
            if (!sameTurn && turns.containsKey(entry.turnId())) {
                faults.add(where + ": " + entry + " comes after another turn has begun");
            }
            int due = sameTurn ? last.sequence() + 1 : 0;
            if (entry.sequence() != due) {
                faults.add(where + ": " + entry + " has not the number " + due);
            }
            lookForSecrets(where, entry);
            turns.computeIfAbsent(entry.turnId(), missing -> new ArrayList<>()).add(entry);
            last = entry;
        }
        turns.values().forEach(turn -> turn(where, session, inFiles, turn));
    }

    private void lookForSecrets(String where, SessionEntry entry) {
        if (SessionEntryCodec.toJson(entry).contains(Site.CANARY)) {
            faults.add(where + ": a secret in " + entry);
        }
        if (entry instanceof SessionInput input && input.text().contains(Site.MASK)) {
            maskedInputs++;
        } else if (entry instanceof SessionItem item && item.item() instanceof CommandExecution command
                && command.aggregatedOutput().contains(Site.MASK)) {
            maskedOutputs++;
        }
    }

    private void turn(String where, String session, boolean inFiles, List<SessionEntry> turn) {
        if (!(turn.get(0) instanceof SessionInput input)) {
            faults.add(where + ": a turn begins with " + turn.get(0));
            return;
        }
        List<SessionOutcome> outcomes = turn.stream().filter(SessionOutcome.class::isInstance)
                .map(SessionOutcome.class::cast).toList();
        if (outcomes.size() != 1 || !(turn.get(turn.size() - 1) instanceof SessionOutcome outcome)) {
            faults.add(where + ": '" + input.text() + "' does not end with its only outcome: " + turn);
            return;
        }
        if (!recorded.add(input.text())) {
            faults.add(where + ": '" + input.text() + "' is there twice");
        }
        Fate fate = expected.get(input.text());
        // All replicas live on: what was cancelled or went wrong is no loss.
        if (outcome.status() == Status.LOST && !losses.explain(outcome.turnId()) && (fate == null || !fate.isLost())) {
            faults.add(where + ": '" + input.text() + "' is recorded as lost, and nothing was: " + fate);
        }
        if (fate == null) {
            return;
        }
        if (!fate.plan().session().get().equals(session) || fate.plan().inFiles() != inFiles) {
            faults.add(where + ": " + fate + " belongs to another session");
        }
        if (fate.isCompleted() && outcome.status() != Status.COMPLETED) {
            faults.add(where + ": " + fate + " is recorded as " + outcome.status());
        }
        items(where, fate, turn);
    }

    private void items(String where, Fate fate, List<SessionEntry> turn) {
        List<String> kept = turn.stream().filter(SessionItem.class::isInstance).map(entry -> ((SessionItem) entry).item())
                .filter(item -> !(item instanceof UserMessage)).map(item -> item.id()).toList();
        List<String> seen = fate.items();
        // Recorded before it is seen: who went away early has seen less.
        boolean same = fate.isCompleted() && fate.plan().manners() != Manners.WAITS ? kept.equals(seen)
                : kept.size() >= seen.size() && kept.subList(0, seen.size()).equals(seen);
        if (!same) {
            faults.add(where + ": of " + fate + " the items " + kept + " are kept and " + seen + " were seen");
        }
        // Another attempt may have items of the same ids.
        boolean retried = turn.stream().anyMatch(SessionRetry.class::isInstance);
        if (!retried && new HashSet<>(kept).size() != kept.size()) {
            faults.add(where + ": of " + fate + " items are kept twice: " + kept);
        }
    }

    /** Returns how many entries there were. */
    int entries() {
        return entries;
    }

    /** Returns what is wrong, once all transcripts were read. */
    List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        expected.forEach((prompt, fate) -> {
            boolean seen = fate.isCompleted() || !fate.items().isEmpty();
            if (seen && !recorded.contains(prompt)) {
                all.add(fate + " is not recorded");
            }
        });
        return all;
    }

    /** Returns what is not known, because there was nothing of the kind. */
    List<String> unproven() {
        return maskedInputs > 0 && maskedOutputs > 0 ? List.of()
                : List.of("secrets were masked in " + maskedInputs + " inputs and " + maskedOutputs
                        + " outputs of commands, so that little is known about secrets in sessions");
    }
}
