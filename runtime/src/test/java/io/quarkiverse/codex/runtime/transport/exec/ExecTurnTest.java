package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.LoggedContexts;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What a transport owes to a subscriber that has no Mutiny between them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
@Timeout(60)
class ExecTurnTest {

    @TempDir
    Path directory;
    private final AtomicInteger over = new AtomicInteger();
    private ExecTransport transport;

    @BeforeEach
    void play() throws IOException {
        Path codex = directory.resolve("codex");
        Files.writeString(codex, "#!/bin/sh\nif [ \"$1\" = --version ]; then echo codex-cli 0.169.0; exit; fi\n"
                + "echo '{\"type\":\"turn.started\"}'\nexec sleep 600\n");
        Files.setPosixFilePermissions(codex, PosixFilePermissions.fromString("rwx------"));
        transport = new ExecTransport(
                new ExecSettings(new ClientProperties("exec-turn-test"), Optional.of(codex), System.getenv(),
                        new Secrets(List.of()), 1000, 1000, Duration.ofSeconds(10), ToolEndpoint.MISSING, ToolReach.LOCAL));
    }

    @AfterEach
    void close() {
        transport.close();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private TurnRequest request() {
        return new TurnRequest(Optional.empty(), TurnInput.of("hello"), new TurnSettings(directory, List.of(), false, false,
                new ConfigTree(), Duration.ZERO, Duration.ZERO), Optional.empty(), TurnHost.DECLINING);
    }

    @Test
    void itIsLoggedOfWhichTurn() throws Exception {
        Path codex = directory.resolve("codex");
        Files.writeString(codex, "#!/bin/sh\nif [ \"$1\" = --version ]; then echo codex-cli 0.169.0; exit; fi\n"
                + "echo '{\"type\":\"thread.started\",\"thread_id\":\"thread-1\"}'\necho '{\"type\":\"turn.completed\"}'\n"
                + "exec sleep 600\n");
        transport = new ExecTransport(new ExecSettings(ClientProperties.OF_DEFAULT, Optional.of(codex), System.getenv(),
                new Secrets(List.of()), 1000, 1000, Duration.ZERO, ToolEndpoint.MISSING, ToolReach.LOCAL));
        try (LoggedContexts log = new LoggedContexts(EventPump.class)) {
            assertThat(failureOf(new Subscriber())).isNull();

            assertThat(log.contexts()).containsExactly("<default> thread-1 null");
        }
    }

    private Throwable failureOf(Subscriber subscriber) throws Exception {
        new EventPump(transport, request(), subscriber, over::incrementAndGet).begin();
        return subscriber.failure.get(30, TimeUnit.SECONDS);
    }

    @Test
    void theEndOfATurnIsTheEndOfACodexThatDoesNotTellItsHooks() throws Exception {
        Path asked = directory.resolve("asked");
        Path codex = directory.resolve("codex");
        Files.writeString(codex, "#!/bin/sh\nif [ \"$1\" = --version ]; then echo codex-cli 0.169.0; exit; fi\n"
                + "touch " + asked + "\nexec sleep 600\n");
        transport = new ExecTransport(
                new ExecSettings(new ClientProperties("exec-turn-test"), Optional.of(codex), System.getenv(),
                        new Secrets(List.of()), 1000, 1000, Duration.ZERO, (host, reach) -> new NoTools(), ToolReach.LOCAL));
        TurnHost hooked = new TurnHost(ApprovalDecider.DECLINING, ToolCaller.NONE, new AtTheEnd());
        TurnRequest request = new TurnRequest(Optional.empty(), TurnInput.of("hello"), request().settings(), Optional.empty(),
                hooked);
        EventPump pump = new EventPump(transport, request, new Subscriber() {
        }, over::incrementAndGet);
        pump.begin();
        Awaitility.await().until(() -> Files.exists(asked));

        pump.cancel();
        transport.close();

        assertThat(over).hasValue(1);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static final class NoTools implements ToolAccess {

        @Override
        public URI url() {
            return URI.create("http://127.0.0.1:1/codex/mcp");
        }

        @Override
        public String token() {
            return "t0ken";
        }

        @Override
        public void close() {
        }
    }

    private static final class AtTheEnd implements NativeHooks {

        @Override
        public Set<NativeHookPoint> points() {
            return Set.of(NativeHookPoint.STOP);
        }

        @Override
        public Uni<NativeHookAnswer> ask(NativeHookCall call) {
            return Uni.createFrom().item(NativeHookAnswer.NOTHING);
        }
    }

    @Test
    void askingForNothingFailsTheTurn() throws Exception {
        Throwable failure = failureOf(new Subscriber() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(0);
            }
        });

        assertThat(failure).isExactlyInstanceOf(CodexException.class)
                .hasMessage("The subscriber asked for 0 events: ask for at least one")
                .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(over).hasValue(1);
    }

    @Test
    void aSubscriberThatThrowsFailsTheTurn() throws Exception {
        Throwable failure = failureOf(new Subscriber() {
            @Override
            public void onNext(TurnEvent event) {
                throw new IllegalStateException("no " + event.type());
            }
        });

        assertThat(failure).isExactlyInstanceOf(CodexException.class)
                .hasMessage("The turn broke off because of an error in this library: java.lang.IllegalStateException: no"
                        + " turn.started")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(over).hasValue(1);
    }

    @Test
    void anInterruptedSubscriberNeitherSpinsNorIsHeardBy() throws Exception {
        CompletableFuture<Thread> pump = new CompletableFuture<>();
        AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        new EventPump(transport, request(), new Subscriber() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription.set(given);
                given.request(1);
            }

            @Override
            public void onNext(TurnEvent event) {
                Thread.currentThread().interrupt();
                pump.complete(Thread.currentThread());
            }
        }, over::incrementAndGet).begin();

        Thread thread = pump.get(30, TimeUnit.SECONDS);
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING && !thread.isInterrupted());
        subscription.get().cancel();
        thread.join(30_000);
        assertThat(over).hasValue(1);
    }

    @Test
    void aTurnHasOneSubscriber() {
        TurnExecution turn = transport.prepare(request(), over::incrementAndGet);
        AssertSubscriber<TurnEvent> first = turn.events().subscribe().withSubscriber(AssertSubscriber.create(1));
        AssertSubscriber<TurnEvent> second = turn.events().subscribe().withSubscriber(AssertSubscriber.create(1));

        assertThat(second.awaitFailure().getFailure()).isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("The events of this turn have a subscriber already");
        first.awaitItems(1, Duration.ofSeconds(30)).cancel();
    }

    @Test
    void aTurnCannotBeSteered() {
        TurnExecution turn = transport.prepare(request(), over::incrementAndGet);

        turn.interrupt().await().indefinitely();
        assertThatThrownBy(() -> turn.steer(TurnInput.of("left")).await().indefinitely())
                .isInstanceOfSatisfying(CodexUnsupportedException.class, e -> assertThat(e.feature()).isEqualTo("steer"))
                .hasMessageStartingWith("Steering a running turn is not possible on the exec transport");
        assertThat(over).hasValue(0);
    }

    private static class Subscriber implements Flow.Subscriber<TurnEvent> {

        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(10);
        }

        @Override
        public void onNext(TurnEvent event) {
            // Of no interest unless a test says otherwise.
        }

        @Override
        public void onError(Throwable throwable) {
            failure.complete(throwable);
        }

        @Override
        public void onComplete() {
            failure.complete(null);
        }
    }
}
