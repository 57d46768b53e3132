package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aServerThatDiesSoonAfterItsStartIsLeftAloneForLongerAndLonger() {
        List<FakeServer> lives = new ArrayList<>();
        turns.channels = () -> {
            FakeServer life = new FakeServer();
            lives.add(life);
            return life;
        };
        List<Duration> pauses = new ArrayList<>();
        for (int life = 1; life <= 6; life++) {
            turns.begin();
            Duration pause = Duration.ZERO;
            while (lives.size() < life) {
                turns.pass(Duration.ofMillis(250));
                pause = pause.plusMillis(250);
            }
            pauses.add(pause);
            lives.get(life - 1).lose(new CodexException("gone"));
            turns.work();
        }

        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(0L, 1L, 2L, 4L, 8L, 8L);
    }

    @ParameterizedTest
    @CsvSource({ "true, 1", "false, 0" })
    void aTurnThatCodexHadNoTimeToNameIsEndedUnlessItIsSomebodyElses(boolean ours, int ended) {
        turns.begin();
        String messageId = turns.server.requests("turn/start").get(0).path("clientUserMessageId").asText();
        turns.server.lose(new CodexException("gone"));
        FakeServer next = new FakeServer().answering("thread/turns/list",
                "{\"data\":[{\"id\":\"turn-1\",\"status\":\"inProgress\",\"items\":[{\"type\":\"userMessage\",\"clientId\":\""
                        + (ours ? messageId : "theirs") + "\"}]}]}");
        turns.channels = () -> next;

        turns.pass(Duration.ofMinutes(1));

        assertThat(next.requests("thread/turns/list")).hasSize(1);
        assertThat(next.requests("turn/interrupt")).hasSize(ended)
                .allSatisfy(params -> assertThat(params.path("turnId").asText()).isEqualTo("turn-1"));
        assertThat(next.requests("thread/backgroundTerminals/clean")).hasSize(ended);
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
