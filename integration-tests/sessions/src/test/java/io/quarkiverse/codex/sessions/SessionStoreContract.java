package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.runtime.session.SessionEntryCodec;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionInfo.OpenTurn;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.session.SessionThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What is expected of every store. */
abstract class SessionStoreContract {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final String client = "client-" + UUID.randomUUID();
    private final SessionKey key = new SessionKey(client, "user-42");
    private SessionStore store;

    /** A store of its own on what all stores of the class share, as another replica would have it. */
    abstract SessionStore replica();

    @BeforeEach
    void open() {
        store = replica();
    }

    @Test
    void whatWasNeverAddedToIsNotThere() {
        assertThat(of(store.find(key))).isEmpty();
        assertThat(all(store.load(key))).isEmpty();
        assertThat(all(store.keys(client))).isEmpty();
        assertThat(of(store.describe(key, Map.of("title", "Nothing")))).isFalse();
        assertThat(of(store.find(key))).isEmpty();
    }

    @Test
    void leaseAloneIsNoSession() {
        SessionLease lease = acquired(key, LONG);

        assertThat(of(store.find(key))).isEmpty();
        assertThat(all(store.keys(client))).isEmpty();
        of(store.release(lease));
    }

    @Test
    void entriesAreThereInTheirOrderForEverybody() {
        Instant before = Instant.now().minusSeconds(60);
        SessionLease lease = acquired(key, LONG);
        List<SessionEntry> turn = turn("t1", "hello", "Hi!");

        append(lease, turn.subList(0, 2));
        append(lease, turn.subList(2, 3));

        assertThat(all(store.load(key))).isEqualTo(turn.subList(0, 3));
        assertThat(info(key).openTurn()).contains(new OpenTurn("t1", 2));
        append(lease, turn.subList(3, 4));
        assertThat(all(replica().load(key))).isEqualTo(turn);
        assertThat(of(replica().find(key))).hasValueSatisfying(info -> {
            assertThat(info.key()).isEqualTo(key);
            assertThat(info.threadId()).contains("thread-of-t1");
            assertThat(info.openTurn()).isEmpty();
            assertThat(info.entries()).isEqualTo(4);
            assertThat(info.createdAt()).isAfter(before).isBeforeOrEqualTo(info.updatedAt());
            assertThat(info.expiresAt()).isEmpty();
            assertThat(info.attributes()).isEmpty();
        });
    }

    @Test
    void additionThatIsTriedAgainAddsNothingTwice() {
        SessionLease lease = acquired(key, LONG);
        List<SessionEntry> first = turn("t1", "hello", "Hi!");
        List<SessionEntry> begun = new ArrayList<>(first.subList(0, 3));
        append(lease, begun);
        append(lease, begun);
        append(lease, begun.subList(1, 3));
        assertThat(all(store.load(key))).isEqualTo(begun);

        // The end of a turn that somebody else left open, and the next one, at one go.
        List<SessionEntry> next = new ArrayList<>();
        next.add(outcome("t1", 3, Status.LOST));
        next.addAll(turn("t2", "again", "Hi again!"));
        append(lease, next);
        append(lease, next);

        List<SessionEntry> expected = new ArrayList<>(begun);
        expected.addAll(next);
        assertThat(all(store.load(key))).isEqualTo(expected);
        assertThat(info(key).entries()).isEqualTo(expected.size());
    }

    @Test
    void leaseIsForOne() {
        SessionStore other = replica();
        SessionLease lease = acquired(key, LONG);

        assertThat(of(other.acquire(key, LONG))).isEmpty();
        assertThat(of(store.acquire(key, LONG))).isEmpty();
        assertThat(of(other.acquire(new SessionKey(client, "another"), LONG))).isPresent();
        of(store.release(lease));

        SessionLease next = of(other.acquire(key, LONG)).orElseThrow();
        assertThat(next.token()).isGreaterThan(lease.token());
        assertThat(next.holder()).isNotEqualTo(lease.holder());
    }

    @Test
    void leaseOfTheDeadIsTakenOverAndTheDeadWriteNothingMore() {
        SessionStore dead = replica();
        SessionLease old = of(dead.acquire(key, LONG)).orElseThrow();
        List<SessionEntry> turn = turn("t1", "hello", "Hi!");
        of(dead.append(old, turn.subList(0, 2), Optional.empty()));
        of(dead.renew(old, SHORT));

        SessionLease lease = await().atMost(PATIENCE).until(() -> of(store.acquire(key, LONG)), Optional::isPresent)
                .orElseThrow();

        assertThat(lease.token()).isGreaterThan(old.token());
        assertThatThrownBy(() -> of(dead.append(old, turn.subList(2, 4), Optional.empty())))
                .isInstanceOf(SessionLostException.class).hasMessageContaining("user-42");
        assertThatThrownBy(() -> of(dead.clear(old))).isInstanceOf(SessionLostException.class);
        assertThat(of(dead.renew(old, LONG))).isFalse();
        of(dead.release(old));
        assertThat(of(dead.acquire(key, LONG))).isEmpty();
        assertThat(all(store.load(key))).isEqualTo(turn.subList(0, 2));
        append(lease, List.of(outcome("t1", 2, Status.LOST)));
    }

    @Test
    void renewedLeaseIsKept() {
        Duration once = Duration.ofSeconds(2);
        SessionLease lease = acquired(key, once);
        Instant until = Instant.now().plus(once);
        assertThat(of(store.renew(lease, LONG))).isTrue();

        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(until));

        assertThat(of(replica().acquire(key, LONG))).isEmpty();
        assertThat(of(store.renew(lease, LONG))).isTrue();
    }

    @Test
    void nothingIsLostOrDoubledWhenManyWriteToOneSession() throws Exception {
        int writers = 6;
        int turns = 8;
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer;
                SessionStore mine = replica();
                done.add(threads.submit(() -> {
                    for (int turn = 0; turn < turns; turn++) {
                        SessionLease lease = await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2))
                                .until(() -> of(mine.acquire(key, LONG)), Optional::isPresent).orElseThrow();
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        List<SessionEntry> entries = turn(name + "-" + turn, "hello", "Hi!");
                        of(mine.append(lease, entries.subList(0, 2), Optional.empty()));
                        of(mine.append(lease, entries.subList(2, 4), Optional.of(LONG)));
                        inside.decrementAndGet();
                        of(mine.release(lease));
                    }
                }));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<SessionEntry> entries = all(store.load(key));
        assertThat(entries).hasSize(writers * turns * 4);
        assertThat(new HashSet<>(entries)).hasSize(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).sequence()).isEqualTo(i % 4);
            assertThat(entries.get(i).turnId()).isEqualTo(entries.get(i - i % 4).turnId());
        }
        assertThat(info(key).entries()).isEqualTo(entries.size());
    }

    @Test
    void sessionExpires() {
        SessionLease lease = acquired(key, LONG);
        of(store.append(lease, turn("t1", "hello", "Hi!"), Optional.of(SHORT)));

        await().atMost(PATIENCE).until(() -> of(store.find(key)).isEmpty());

        assertThat(all(store.load(key))).isEmpty();
        assertThat(all(store.keys(client))).isEmpty();
        assertThat(of(store.describe(key, Map.of()))).isFalse();
        List<SessionEntry> anew = turn("t2", "again", "Hi again!");
        append(lease, anew);
        assertThat(all(store.load(key))).isEqualTo(anew);
        assertThat(info(key).threadId()).contains("thread-of-t2");
    }

    @Test
    void sessionThatExpiresAfterItWasFoundBeginsAnewAndKnowsNoThread() {
        SessionLease lease = acquired(key, LONG);
        of(store.append(lease, turn("t1", "hello", "Hi!"), Optional.of(Duration.ofSeconds(2))));
        SessionInfo found = info(key);
        await().atMost(PATIENCE).until(() -> of(replica().find(key)).isEmpty());

        List<SessionEntry> next = turn("t2", "again", "Hi again!");
        of(store.append(lease, next.subList(0, 1), Optional.of(LONG)));

        assertThat(found.threadId()).contains("thread-of-t1");
        assertThat(info(key).threadId()).isEmpty();
        of(store.append(lease, next.subList(1, 2), Optional.of(LONG)));
        assertThat(info(key).threadId()).contains("thread-of-t2");
        assertThat(all(store.load(key))).isEqualTo(next.subList(0, 2));
    }

    @Test
    void furtherAdditionsPutOffTheEnd() {
        SessionLease lease = acquired(key, LONG);
        List<SessionEntry> turn = turn("t1", "hello", "Hi!");

        of(store.append(lease, turn.subList(0, 2), Optional.of(LONG)));
        assertThat(info(key).expiresAt()).hasValueSatisfying(
                end -> assertThat(end).isBetween(Instant.now().plus(LONG.dividedBy(2)),
                        Instant.now().plus(LONG.multipliedBy(2))));
        append(lease, turn.subList(2, 4));

        assertThat(info(key).expiresAt()).isEmpty();
    }

    @Test
    void clearedSessionIsGoneAndTheLeaseIsNot() {
        SessionLease lease = acquired(key, LONG);
        assertThat(of(store.clear(lease))).isFalse();
        append(lease, turn("t1", "hello", "Hi!"));
        of(store.describe(key, Map.of("title", "Greetings")));

        assertThat(of(store.clear(lease))).isTrue();

        assertThat(of(store.find(key))).isEmpty();
        assertThat(all(store.load(key))).isEmpty();
        assertThat(all(store.keys(client))).isEmpty();
        assertThat(of(replica().acquire(key, LONG))).isEmpty();
        append(lease, turn("t2", "again", "Hi again!"));
        assertThat(info(key).attributes()).isEmpty();
        assertThat(info(key).entries()).isEqualTo(4);
    }

    @Test
    void keysAreThoseOfTheClientWhateverTheyAre() {
        Set<String> names = Set.of("user-42", "a b|c", "*", "user[4]?", "{x}", "Zoë ☃ 😀", "../../etc/passwd", "a\\b", "x:head",
                "ü".repeat(SessionKey.LONGEST_NAME));
        for (String name : names) {
            for (String owner : List.of(client, client + "-2", "*")) {
                SessionKey own = new SessionKey(owner, name);
                SessionLease lease = acquired(own, LONG);
                append(lease, turn("t-" + owner, name, "Hi!"));
            }
        }

        assertThat(all(store.keys(client))).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(((SessionInput) all(store.load(new SessionKey(client, name))).get(0)).text()).isEqualTo(name);
            assertThat(all(store.load(new SessionKey(client, name))).get(0).turnId()).isEqualTo("t-" + client);
        }
    }

    @Test
    void whatTheApplicationNotesStays() {
        SessionLease lease = acquired(key, LONG);
        append(lease, turn("t1", "hello", "Hi!"));

        assertThat(of(store.describe(key, Map.of("title", "Grüße 😀", "empty", "")))).isTrue();
        append(lease, turn("t2", "again", "Hi again!"));
        assertThat(info(key).attributes()).isEqualTo(Map.of("title", "Grüße 😀", "empty", ""));
        of(store.describe(key, Map.of("tenant", "7")));

        assertThat(info(key).attributes()).isEqualTo(Map.of("tenant", "7"));
    }

    @Test
    void entriesMayBeOfAnySizeAndHoldAnything() {
        String large = "0123456789abcdef\n\"\\\u0000\u2028 ☃ 😀 ".repeat(200_000);
        SessionLease lease = acquired(key, LONG);
        List<SessionEntry> turn = turn("t1", large, large);

        append(lease, turn);

        assertThat(all(store.load(key)).equals(turn)).isTrue();
        assertThat(info(key).openTurn()).isEmpty();
    }

    @Test
    void longSessionsAreReadToTheirEnd() {
        SessionLease lease = acquired(key, LONG);
        List<SessionEntry> entries = new ArrayList<>();
        for (int i = 0; i < 251; i++) {
            entries.add(new SessionItem("t1", i, Instant.EPOCH, new AgentMessage("m" + i, "message " + i)));
        }

        append(lease, entries);

        assertThat(all(store.load(key))).isEqualTo(entries);
        assertThat(all(store.load(key).select().first(3))).isEqualTo(entries.subList(0, 3));
    }

    @Test
    void entriesOfOtherVersionsSurvive() {
        SessionEntry unknown = SessionEntryCodec.fromJson("{\"type\":\"thought\",\"turn_id\":\"t1\",\"sequence\":7,"
                + "\"at\":\"2030-01-01T00:00:00Z\",\"depth\":1.50,\"item\":{\"id\":\"a\"}}");
        SessionLease lease = acquired(key, LONG);

        append(lease, List.of(unknown));

        assertThat(all(store.load(key))).isEqualTo(List.of(unknown));
        assertThat(info(key).openTurn()).contains(new OpenTurn("t1", 7));
    }

    private SessionLease acquired(SessionKey of, Duration duration) {
        return of(store.acquire(of, duration)).orElseThrow();
    }

    private void append(SessionLease lease, List<SessionEntry> entries) {
        of(store.append(lease, entries, Optional.empty()));
    }

    private SessionInfo info(SessionKey of) {
        return of(store.find(of)).orElseThrow();
    }

    static List<SessionEntry> turn(String id, String input, String answer) {
        return List.of(
                new SessionInput(id, 0, Instant.EPOCH,
                        Collections.singletonList(
                                JsonNodeFactory.instance.objectNode().put("type", "text").put("text", input))),
                new SessionThread(id, 1, Instant.EPOCH, "thread-of-" + id, Optional.empty()),
                new SessionItem(id, 2, Instant.EPOCH, new AgentMessage("m1", answer)), outcome(id, 3, Status.COMPLETED));
    }

    static SessionOutcome outcome(String turn, int sequence, Status status) {
        return new SessionOutcome(turn, sequence, Instant.EPOCH, status, Usage.of(1, 2, 3, 4, 5),
                Optional.of(Duration.ofMillis(7)));
    }

    static <T> T of(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    static <T> List<T> all(Multi<T> multi) {
        return multi.collect().asList().await().atMost(PATIENCE);
    }
}
