package io.quarkiverse.codex.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedNamesTest {

    @Test
    void areTakenAsTheyAreUntilThereAreTooMany() {
        BoundedNames names = new BoundedNames(2);

        assertThat(names.of("one")).isEqualTo("one");
        assertThat(names.of("two")).isEqualTo("two");
        assertThat(names.of("three")).isEqualTo(BoundedNames.OTHER);
        assertThat(names.of("one")).isEqualTo("one");
    }
}
