package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.method.BeanMethod;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkiverse.codex.runtime.session.SessionObserver;
import io.quarkiverse.codex.runtime.session.SessionWatch;
import io.quarkiverse.codex.session.SessionKey;

/**
 * The hooks of a client, in order.
 */
public final class ClientHooks implements TurnObserver, SessionObserver {

    private final List<Hook> hooks = new ArrayList<>();
    private final List<Hook> beforeTurn;
    private final List<Hook> afterTurn;
    private final List<Hook> turnFailure;
    private final List<Hook> events;
    private final List<Hook> sessionLoaded;
    private final List<Hook> sessionSaved;
    private final List<Hook> beforeTool;
    private final List<Hook> afterTool;
    private final Map<NativeHookPoint, List<Hook>> ofCodex = new EnumMap<>(NativeHookPoint.class);

    /**
     * @param clientName the client
     * @param methods the application's hooks, in the order in which they run
     * @param table makes their invokers, each by its place in that list
     * @param timeout how long a hook may take, zero for no limit
     * @param timer measures that, and may be blocked
     */
    public ClientHooks(String clientName, List<HookMethod> methods, InvokerTable table, Duration timeout,
            ScheduledExecutorService timer) {
        for (int i = 0; i < methods.size(); i++) {
            HookMethod method = methods.get(i);
            if (method.clients().isEmpty() || method.clients().contains(clientName)) {
                hooks.add(new Hook(method, new BeanMethod(table, i, method.model()), timeout, timer));
            }
        }
        this.beforeTurn = waitingFor(HookTrigger.BEFORE_TURN);
        this.afterTurn = waitingFor(HookTrigger.AFTER_TURN);
        this.turnFailure = waitingFor(HookTrigger.TURN_FAILURE);
        this.events = waitingFor(HookTrigger.EVENT, HookTrigger.ITEM, HookTrigger.THREAD_OPENED);
        this.sessionLoaded = waitingFor(HookTrigger.SESSION_LOADED);
        this.sessionSaved = waitingFor(HookTrigger.SESSION_SAVED);
        this.beforeTool = waitingFor(HookTrigger.BEFORE_TOOL);
        this.afterTool = waitingFor(HookTrigger.AFTER_TOOL, HookTrigger.TOOL_FAILURE);
        sortThoseOfCodex();
    }

    private void sortThoseOfCodex() {
        hooks.forEach(hook -> hook.trigger().nativePoint()
                .ifPresent(point -> ofCodex.computeIfAbsent(point, key -> new ArrayList<>()).add(hook)));
    }

    private List<Hook> waitingFor(HookTrigger first, HookTrigger... more) {
        EnumSet<HookTrigger> triggers = EnumSet.of(first, more);
        return hooks.stream().filter(hook -> triggers.contains(hook.trigger())).toList();
    }

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return hooks.isEmpty() ? TurnWatch.NONE
                : new TurnHooks(this, turn, turn.caller().after(() -> LogContext.enter(turn)));
    }

    @Override
    public SessionWatch watch(SessionKey key, Caller caller) {
        return sessionLoaded.isEmpty() && sessionSaved.isEmpty() ? SessionWatch.NONE
                : new HookedSession(this, key,
                        new HookRuns(caller.after(() -> LogContext.enter(key.client(), null, null))));
    }

    @Override
    public Set<NativeHookPoint> nativeHookPoints() {
        return ofCodex.keySet();
    }

    @Override
    public Map<String, Long> failures() {
        return hooks.stream().collect(Collectors.toMap(Hook::label, Hook::failures, Long::sum, TreeMap::new));
    }

    List<Hook> sessionLoaded() {
        return sessionLoaded;
    }

    List<Hook> sessionSaved() {
        return sessionSaved;
    }

    List<Hook> beforeTurn() {
        return beforeTurn;
    }

    List<Hook> afterTurn() {
        return afterTurn;
    }

    List<Hook> turnFailure() {
        return turnFailure;
    }

    List<Hook> events() {
        return events;
    }

    List<Hook> beforeTool() {
        return beforeTool;
    }

    List<Hook> afterTool() {
        return afterTool;
    }

    /**
     * Returns the hooks that codex itself waits for, by where it does.
     */
    Map<NativeHookPoint, List<Hook>> ofCodex() {
        return ofCodex;
    }
}
