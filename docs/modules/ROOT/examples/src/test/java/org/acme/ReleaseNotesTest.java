package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Testing one's own service offline. */
// tag::class[]
@QuarkusTest
@WithScriptedModel
class ReleaseNotesTest {

    ScriptedModel model; // <1>

    @Inject
    ReleaseNotes notes;

    @Test
    void writesThem() {
        model.when("Write the release notes of 1.2.") // <2>
                .shell("git log --oneline -5")
                .reply("Faster, and fewer mistakes.");

        assertThat(notes.write("1.2")).isEqualTo("Faster, and fewer mistakes.");
    }

    @Test
    void doesWithoutThemWhenTheModelRefuses() {
        model.when("Write the release notes of 1.3.").fail(400); // <3>

        assertThat(notes.write("1.3")).isEqualTo("There are no release notes for 1.3 yet.");
    }
}
// end::class[]
