package io.quarkiverse.codex.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class NearestNameTest {

    private static final List<String> NAMES = List.of("tickets.export", "tickets.import", "close", "Bash");

    @Test
    void isTheOneThatNeedsTheFewestChanges() {
        assertThat(NearestName.of("tikets.export", NAMES)).contains("tickets.export");
        assertThat(NearestName.of("tickets.inport", NAMES)).contains("tickets.import");
        assertThat(NearestName.of("clsoe", NAMES)).isEmpty();
        assertThat(NearestName.of("closed", NAMES)).contains("close");
        assertThat(NearestName.of("bash", NAMES)).contains("Bash");
    }

    @Test
    void isNoneWhereAllAreOthers() {
        assertThat(NearestName.of("weather", NAMES)).isEmpty();
        assertThat(NearestName.of("", NAMES)).isEmpty();
        assertThat(NearestName.of("close", List.of())).isEmpty();
    }
}
