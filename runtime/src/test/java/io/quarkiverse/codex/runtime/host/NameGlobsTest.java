package io.quarkiverse.codex.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class NameGlobsTest {

    @Test
    void chooseWhatIsIncludedAndNotExcluded() {
        NameGlobs globs = NameGlobs.of(List.of("tickets.*", " search"), List.of("*.delete", "a+b"));

        assertThat(globs.choose("tickets.open")).isTrue();
        assertThat(globs.choose("search")).isTrue();
        assertThat(globs.choose("tickets.delete")).isFalse();
        assertThat(globs.choose("research")).isFalse();
        assertThat(globs.choose("ticketsXopen")).isFalse();
    }

    @Test
    void takeAQuestionMarkForOneCharacter() {
        NameGlobs globs = NameGlobs.of(List.of("v?.open"), List.of());

        assertThat(globs.choose("v1.open")).isTrue();
        assertThat(globs.choose("v.open")).isFalse();
        assertThat(globs.choose("v10.open")).isFalse();
    }

    @Test
    void chooseEverythingWhereNothingIsSaid() {
        assertThat(NameGlobs.of(List.of(), List.of()).choose("anything.at.all")).isTrue();
    }
}
