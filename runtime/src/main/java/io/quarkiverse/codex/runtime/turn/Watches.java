package io.quarkiverse.codex.runtime.turn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * The watches of a turn, one after the other. A tool's answer passes them in the opposite order. Each is told of one end:
 * when one of them breaks at a good one, those after it are told that the turn has failed.
 */
final class Watches implements TurnWatch {

    private final List<TurnWatch> watches;
    /** Who has been told of the end: a turn may be cancelled while it fails, and some of them wait for others. */
    private final Set<TurnWatch> told = Collections.newSetFromMap(Collections.synchronizedMap(new IdentityHashMap<>()));

    private Watches(List<TurnWatch> watches) {
        this.watches = watches;
    }

    static TurnWatch of(List<TurnObserver> observers, ObservedTurn turn) {
        List<TurnWatch> watches = new ArrayList<>(observers.size());
        for (TurnObserver observer : observers) {
            TurnWatch watch = observer.watch(turn);
            if (watch != NONE) {
                watches.add(watch);
            }
        }
        return watches.isEmpty() ? NONE : new Watches(watches);
    }

    @Override
    public Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
        Uni<Optional<TurnInput>> all = Uni.createFrom().item(input);
        for (TurnWatch watch : watches) {
            all = all.chain(watch::before);
        }
        return all;
    }

    @Override
    public void begins() {
        watches.forEach(TurnWatch::begins);
    }

    @Override
    public Uni<Void> event(TurnEvent event) {
        Uni<Void> noted = oneAfterTheOther(watch -> watch.noted(event));
        return noted == NO_WAIT ? seen(event) : noted.chain(() -> seen(event));
    }

    private Uni<Void> seen(TurnEvent event) {
        return oneAfterTheOther(watch -> watch.event(event));
    }

    @Override
    public boolean wantsItems() {
        return watches.stream().anyMatch(TurnWatch::wantsItems);
    }

    @Override
    public Uni<Void> completed(TurnResult result) {
        return oneAfterTheOther(watch -> told.add(watch) ? watch.completed(result) : NO_WAIT);
    }

    @Override
    public Uni<Void> failed(Throwable failure) {
        return oneAfterTheOther(watch -> told.add(watch) ? watch.failed(failure) : NO_WAIT);
    }

    @Override
    public void cancelled() {
        watches.stream().filter(told::add).forEach(TurnWatch::cancelled);
    }

    @Override
    public void over() {
        watches.forEach(TurnWatch::over);
    }

    @Override
    public ToolCaller around(ToolCaller tools) {
        ToolCaller all = tools;
        for (int i = watches.size() - 1; i >= 0; i--) {
            all = watches.get(i).around(all);
        }
        return all;
    }

    @Override
    public ApprovalDecider around(ApprovalDecider approvals) {
        ApprovalDecider all = approvals;
        for (int i = watches.size() - 1; i >= 0; i--) {
            all = watches.get(i).around(all);
        }
        return all;
    }

    @Override
    public <T> T within(Supplier<T> beginning) {
        Supplier<T> all = beginning;
        for (TurnWatch watch : watches) {
            Supplier<T> inner = all;
            all = () -> watch.within(inner);
        }
        return all.get();
    }

    /** One of them is that of the application's hooks. */
    @Override
    public NativeHooks nativeHooks() {
        return watches.stream().map(TurnWatch::nativeHooks).filter(hooks -> hooks != NativeHooks.NONE).findFirst()
                .orElse(NativeHooks.NONE);
    }

    private Uni<Void> oneAfterTheOther(Function<TurnWatch, Uni<Void>> call) {
        return next(0, call);
    }

    /** The next watch is not called before the one before it is ready. */
    private Uni<Void> next(int first, Function<TurnWatch, Uni<Void>> call) {
        for (int i = first; i < watches.size(); i++) {
            Uni<Void> wait = call.apply(watches.get(i));
            if (wait != NO_WAIT) {
                int rest = i + 1;
                return wait.chain(() -> next(rest, call));
            }
        }
        return NO_WAIT;
    }
}
