package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.TurnResult;

class CommandOutputTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void largeOutputArrivesWhole() {
        codex.model().when("go").shell("head -c " + (MEBIBYTE - 100_000) + " /dev/zero | tr '\\0' x").reply("Done.");

        assertThat(output(resultOf(codex.client().startThread().run("go")))).hasSize(MEBIBYTE - 100_000).matches("x+");
    }

    /** codex keeps the beginning and the end of what is larger, and says so. */
    @Test
    void hugeOutputArrivesWithAGapThatIsNamed() {
        codex.model().when("go").shell("echo first; head -c " + 10 * MEBIBYTE + " /dev/zero | tr '\\0' x; echo; echo last")
                .reply("Done.");

        TurnResult result = resultOf(codex.client().startThread().run("go"));

        assertThat(output(result)).startsWith("first\n").endsWith("last\n").contains("bytes omitted");
        assertThat(output(result).length()).isGreaterThan(MEBIBYTE - 1000);
        assertThat(result.finalResponse()).isEqualTo("Done.");
    }

    @Test
    void outputThatIsNoTextDoesNoHarm() {
        codex.model().when("go").shell("printf 'a\\0b\\377c\\033[31m\\342\\200\\250d\\r\\n'").reply("Done.");

        assertThat(output(resultOf(codex.client().startThread().run("go")))).startsWith("a").contains("b")
                .contains("\u2028d");
    }
}
