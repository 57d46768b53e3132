package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.item.ExitedReviewMode;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.Plan;
import io.quarkiverse.codex.item.ThreadItem;

/** Whatever can be long counts as text that waits. */
class EventTextTest {

    private static long length(ThreadItem item) {
        return EventText.length(new ItemCompleted(item));
    }

    @Test
    void whatHasChangedInFilesCounts() {
        FileChange.Change one = new FileChange.Change("a", FileChange.Kind.ADD, "12345", null);
        FileChange.Change another = new FileChange.Change("b", FileChange.Kind.UPDATE, "678", null);

        assertThat(length(new FileChange("id", List.of(one, another), ItemStatus.COMPLETED, Map.of()))).isEqualTo(8);
    }

    @Test
    void plansAndReviewsCount() {
        assertThat(length(new Plan("id", "1234", Map.of()))).isEqualTo(4);
        assertThat(length(new ExitedReviewMode("id", "12", Map.of()))).isEqualTo(2);
    }
}
