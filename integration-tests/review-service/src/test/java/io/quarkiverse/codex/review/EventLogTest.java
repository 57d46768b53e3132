package io.quarkiverse.codex.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.event.ThreadStarted;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class EventLogTest {

    private final EventLog log = new EventLog(3);

    @Test
    void readerGetsWhatWasAndWhatComes() {
        add("a");
        AssertSubscriber<LoggedEvent> reader = read(0, Long.MAX_VALUE);

        add("b");
        log.end();

        reader.awaitCompletion();
        assertThat(threads(reader)).containsExactly("a", "b");
        assertThat(reader.getItems()).extracting(LoggedEvent::id).containsExactly(1L, 2L);
    }

    @Test
    void readerGoesOnWhereItWas() {
        add("a");
        add("b");
        add("c");
        log.end();

        AssertSubscriber<LoggedEvent> reader = read(2, Long.MAX_VALUE);

        reader.awaitCompletion();
        assertThat(threads(reader)).containsExactly("c");
    }

    @Test
    void whatIsTooOldIsForgottenAndTheNumbersShowIt() {
        for (String thread : List.of("a", "b", "c", "d", "e")) {
            add(thread);
        }
        log.end();

        AssertSubscriber<LoggedEvent> reader = read(0, Long.MAX_VALUE);

        reader.awaitCompletion();
        assertThat(reader.getItems()).extracting(LoggedEvent::id).containsExactly(3L, 4L, 5L);
    }

    @Test
    void slowReaderMissesEventsAndStopsNobody() {
        AssertSubscriber<LoggedEvent> slow = read(0, 1);
        AssertSubscriber<LoggedEvent> fast = read(0, Long.MAX_VALUE);
        for (String thread : List.of("a", "b", "c", "d", "e")) {
            add(thread);
        }
        log.end();

        fast.awaitCompletion();
        assertThat(threads(fast)).containsExactly("a", "b", "c", "d", "e");
        assertThat(threads(slow)).containsExactly("a");
        slow.request(Long.MAX_VALUE).awaitCompletion();
        assertThat(threads(slow)).containsExactly("a", "c", "d", "e");
    }

    @Test
    void readerWhoGoesAwayLeavesTheOthersAlone() {
        AssertSubscriber<LoggedEvent> leaving = read(0, Long.MAX_VALUE);
        AssertSubscriber<LoggedEvent> staying = read(0, Long.MAX_VALUE);

        leaving.cancel();
        add("a");
        log.end();

        staying.awaitCompletion();
        assertThat(threads(staying)).containsExactly("a");
        assertThat(leaving.getItems()).isEmpty();
    }

    private void add(String thread) {
        log.add(new ThreadStarted(thread));
    }

    private AssertSubscriber<LoggedEvent> read(long after, long demand) {
        return log.after(after).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static List<String> threads(AssertSubscriber<LoggedEvent> reader) {
        return reader.getItems().stream().map(logged -> ((ThreadStarted) logged.event()).threadId()).toList();
    }
}
