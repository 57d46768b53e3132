package io.quarkiverse.codex.runtime.probe;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.smallrye.mutiny.Uni;

/**
 * Finds out whether codex asks the application's hooks, which it does not do in silence where it cannot call them or is told
 * not
 * to. It is given a turn of the client's own transport, with hooks and a model of the library's in place of the application's:
 * so nobody is asked for anything, and nobody hears of it.
 */
public final class HookProbe {

    private static final Logger LOG = Logger.getLogger(HookProbe.class);
    private static final TurnInput INPUT = TurnInput.of("Run a command that does nothing.");

    private final ClientProperties client;
    private final Transport transport;
    private final Supplier<TurnSettings> settings;
    private final Set<NativeHookPoint> points;
    private final Duration timeout;
    private final Executor workers;

    /**
     * @param client what the client's properties are called
     * @param transport what runs its turns
     * @param settings the options of its turns
     * @param points where codex is to ask, and can be brought to
     * @param timeout how long the probe may take
     * @param workers runs what may block
     */
    public HookProbe(ClientProperties client, Transport transport, Supplier<TurnSettings> settings,
            Set<NativeHookPoint> points, Duration timeout, Executor workers) {
        this.client = client;
        this.transport = transport;
        this.settings = settings;
        this.points = points;
        this.timeout = timeout;
        this.workers = workers;
    }

    /**
     * Tries codex out. Nothing is left of it when the answer comes.
     *
     * @return why codex will not do, or empty when it has asked wherever it had to, on a worker; fails when that could not be
     *         found out
     */
    public Uni<Optional<String>> run() {
        // Not where whoever waits is: a probe is not a part of the trace that happened to bring it about.
        return Uni.createFrom().item(() -> ProbeScene.open(workers)).runSubscriptionOn(workers)
                .chain(scene -> Uni.createFrom().deferred(() -> run(scene)).eventually(scene::close))
                .onFailure(UncheckedIOException.class).transform(this::explained);
    }

    private Uni<Optional<String>> run(ProbeScene scene) {
        long begin = System.nanoTime();
        ProbeHooks hooks = new ProbeHooks(points);
        AtomicReference<String> thread = new AtomicReference<>();
        TurnRequest request = new TurnRequest(Optional.empty(), INPUT,
                ProbeSettings.of(settings.get(), scene.directory(), timeout,
                        points.contains(NativeHookPoint.PERMISSION_REQUEST)),
                Optional.empty(), new TurnHost(ApprovalDecider.DECLINING, ToolCaller.NONE, hooks))
                .asking(scene.model().address());
        return transport.prepare(request, () -> LOG.tracef("The probe of client %s is over", client.label())).events()
                .invoke(event -> note(event, thread))
                .onItem().ignoreAsUni().emitOn(workers)
                .onItemOrFailure().call((done, failure) -> close(thread.get(), failure))
                .onItemOrFailure().transformToUni((done, failure) -> verdict(scene.model(), hooks, failure))
                .invoke(refusal -> LOG.debugf("The hooks of client %s were tried out in %d ms: %s", client.label(),
                        Duration.ofNanos(System.nanoTime() - begin).toMillis(), refusal.orElse("codex asks them")));
    }

    private static void note(TurnEvent event, AtomicReference<String> thread) {
        LOG.tracef("Probe: %s", event);
        if (event instanceof ThreadStarted started) {
            thread.set(started.threadId());
        }
    }

    /** The thread of a transport that keeps threads is in codex' memory only, and would stay there as long as codex does. */
    private Uni<?> close(String threadId, Throwable failure) {
        boolean isGone = threadId == null || transport.rpc().isEmpty() || failure instanceof CodexProcessException
                || failure instanceof CodexShutdownException;
        return isGone ? Uni.createFrom().voidItem()
                : transport.rpc().get()
                        .request("thread/unsubscribe", JsonNodeFactory.instance.objectNode().put("threadId", threadId))
                        .onFailure().recoverWithNull();
    }

    private Uni<Optional<String>> verdict(ProbeModel model, ProbeHooks hooks, Throwable failure) {
        // What watches each turn may have ended this one for the very thing that is to be found out.
        boolean toldOf = failure == null || failure instanceof CodexProtocolException && model.wasAsked();
        if (!toldOf) {
            return Uni.createFrom().failure(explained(failure));
        }
        Set<NativeHookPoint> missing = hooks.missing();
        if (missing.isEmpty()) {
            return failure == null ? Uni.createFrom().item(Optional.empty()) : Uni.createFrom().failure(explained(failure));
        }
        return Uni.createFrom().item(Optional.of("codex" + model.codexVersion().map(version -> " " + version).orElse("")
                + " was tried out and did not ask the application's hooks at " + names(missing)
                + ", so that no turn is begun: see to it that nothing in codex' configuration switches hooks off, and start the"
                + " application again; " + client.name("hooks.probe.enabled") + "=false lets turns begin all the same"));
    }

    private static String names(Set<NativeHookPoint> points) {
        return points.stream().map(NativeHookPoint::wireName).collect(Collectors.joining(", "));
    }

    private Throwable explained(Throwable failure) {
        if (failure instanceof CodexTimeoutException) {
            return new CodexTimeoutException("codex was tried out for the application's hooks and took longer than " + timeout
                    + ", so that the turn was not begun; the next one tries again. The limit is "
                    + client.name("hooks.probe.timeout"), CodexTimeoutException.Kind.TURN, timeout);
        }
        boolean isOfTheTurn = !(failure instanceof CodexException) || failure instanceof CodexTurnFailedException
                || failure instanceof CodexProtocolException;
        return !isOfTheTurn ? failure
                : new CodexProcessException("codex could not be tried out for the application's hooks (" + failure.getMessage()
                        + "), so that the turn was not begun; the next one tries again", failure);
    }
}
