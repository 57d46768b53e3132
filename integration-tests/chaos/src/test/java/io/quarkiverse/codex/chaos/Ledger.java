package io.quarkiverse.codex.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The fates of all turns. */
final class Ledger {

    private final List<Fate> fates = new CopyOnWriteArrayList<>();

    Fate begin(TurnPlan plan) {
        Fate fate = new Fate(plan);
        fates.add(fate);
        return fate;
    }

    List<Fate> fates() {
        return fates;
    }

    /** Returns the turns that did not end just once. */
    List<String> irregular() {
        List<String> irregular = new ArrayList<>();
        for (Fate fate : fates) {
            fate.irregularity().ifPresent(what -> irregular.add(fate + " " + what));
        }
        return irregular;
    }
}
