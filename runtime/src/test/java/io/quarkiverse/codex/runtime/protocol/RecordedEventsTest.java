package io.quarkiverse.codex.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.item.UnknownItem;

class RecordedEventsTest {

    static final Object recordings = Lines.RECORDINGS;

    @ParameterizedTest
    @FieldSource("recordings")
    void aTurnIsReadToItsEnd(String recording) throws Exception {
        ExecEventReader reader = new ExecEventReader(new ByteArrayInputStream(Lines.recording(recording)));
        TurnEvent last = null;
        for (TurnEvent event = reader.next(); event != null; event = reader.next()) {
            last = event;
        }
        assertThat(last).isInstanceOfAny(TurnCompleted.class, TurnFailed.class);
        assertThat(reader.strayLines()).isZero();
    }

    @Test
    void nothingIsLost() throws Exception {
        for (byte[] line : Lines.recorded()) {
            byte[] written = ExecEventCodec.write(Lines.read(line));
            assertThat(Lines.json(written)).isEqualTo(Lines.json(line));
            assertThat(Lines.read(written)).isEqualTo(Lines.read(line));
        }
    }

    @Test
    void fieldsAreWrittenInTheOrderOfCodex() throws Exception {
        for (byte[] line : Lines.recorded()) {
            // Through a text, for escapes may differ.
            assertThat(Lines.json(ExecEventCodec.write(Lines.read(line))).toString()).isEqualTo(Lines.json(line).toString());
        }
    }

    @Test
    void nothingThatCodexWritesIsIrregular() throws Exception {
        for (byte[] line : Lines.recorded()) {
            assertThat(ExecEventCodec.readRegular(line, 0, line.length)).as("%s", new String(line, "UTF-8")).isNotNull();
        }
    }

    @Test
    void everyItemOfExecIsKnown() throws Exception {
        Set<String> types = new TreeSet<>();
        for (byte[] line : Lines.recorded()) {
            if (Lines.read(line) instanceof ItemCompleted completed) {
                assertThat(completed.item()).isNotInstanceOf(UnknownItem.class);
                types.add(completed.item().type());
            }
        }
        assertThat(types).containsExactly("agent_message", "collab_tool_call", "command_execution", "error", "file_change",
                "mcp_tool_call", "reasoning", "todo_list", "web_search");
    }
}
