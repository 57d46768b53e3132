package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class AppServerTest {

    private final Turns turns = new Turns();

    @Test
    void aChannelThatCannotBeMadeEndsTheTurn() {
        turns.channels = () -> {
            throw new NoClassDefFoundError("Vertx");
        };

        turns.begin().assertFailedWith(CodexException.class, "NoClassDefFoundError: Vertx");
    }

    @Test
    void aChannelThatCannotBeOpenedEndsTheTurn() {
        turns.channels = () -> new Channel(new FakeServer()) {

            @Override
            public void open(Listener listener) {
                throw new StackOverflowError();
            }
        };

        turns.begin().assertFailedWith(CodexException.class, "StackOverflowError");
    }

    @Test
    void aServerThatIsLostIsStartedAgain() {
        turns.running("turn-1");
        turns.server.lose(new CodexException("gone"));
        FakeServer next = new FakeServer();
        turns.channels = () -> next;

        AssertSubscriber<TurnEvent> turn = turns.resume();
        turns.pass(Duration.ofMinutes(1));

        turn.assertNotTerminated();
        assertThat(next.requests("turn/interrupt")).as("what the lost connection has left").hasSize(1);
        assertThat(next.requests("turn/start")).hasSize(1);
    }

    @Test
    void aServerThatAcceptsAndDropsIsGivenUpSomeTime() {
        List<FakeServer> lost = new ArrayList<>();
        turns.running("turn-1");
        turns.channels = () -> {
            FakeServer server = new FakeServer();
            lost.add(server);
            return new Channel(server) {

                @Override
                public boolean send(RpcMessage message) {
                    server.lose(new CodexException("dropped"));
                    return false;
                }
            };
        };

        turns.server.lose(new CodexException("gone"));
        for (int i = 0; i < 50; i++) {
            turns.pass(Duration.ofMinutes(1));
        }

        assertThat(lost).hasSize(12);
    }

    @Test
    void closingWaitsForEverySession() {
        List<String> awaited = new ArrayList<>();
        turns.channels = () -> new Channel(turns.server) {

            @Override
            public boolean isAlive() {
                return false;
            }

            @Override
            public void awaitClosed() {
                awaited.add("dying");
            }
        };
        turns.begin();
        turns.channels = () -> new Channel(new FakeServer()) {

            @Override
            public void awaitClosed() {
                awaited.add("last");
            }
        };
        turns.begin();
        turns.pass(Duration.ofMinutes(1));

        turns.transport.close();

        assertThat(awaited).contains("dying", "last");
    }

    private static class Channel implements MessageChannel {

        private final FakeServer server;

        Channel(FakeServer server) {
            this.server = server;
        }

        @Override
        public void open(Listener listener) {
            server.open(listener);
        }

        @Override
        public boolean send(RpcMessage message) {
            return server.send(message);
        }

        @Override
        public boolean isAlive() {
            return server.isAlive();
        }

        @Override
        public void giveUp() {
            server.giveUp();
        }

        @Override
        public void close() {
            // Takes its time.
        }

        @Override
        public void awaitClosed() {
            server.awaitClosed();
        }
    }
}
