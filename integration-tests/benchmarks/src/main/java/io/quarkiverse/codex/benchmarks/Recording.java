package io.quarkiverse.codex.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with all events of one long turn, as codex would write them.
 *
 * @param file JSON lines
 * @param events how many
 */
record Recording(Path file, long events) {

    private static final String THREAD_STARTED = """
            {"type":"thread.started","thread_id":"01a1f83b-ee42-7b03-b503-0328542584fa"}
            """;
    private static final String TURN_STARTED = """
            {"type":"turn.started"}
            """;
    private static final String TURN_COMPLETED = """
            {"type":"turn.completed","usage":{"input_tokens":406,"cached_input_tokens":40,"cache_write_input_tokens":0,\
            "output_tokens":80,"reasoning_output_tokens":20}}
            """;
    private static final int AROUND = 3;
    /** How many of the cycles of a recording of updates are whole ones. */
    private static final int WHOLE_CYCLES = 10;

    /** All kinds of events, again and again. */
    static Recording mixed(Path file, long events) throws IOException {
        return write(file, events, List.of(), 0);
    }

    /** Few items, of which hardly anything is ever completed: what a result has to keep is little. */
    static Recording updates(Path file, long events) throws IOException {
        return write(file, events, cycle().stream().filter(line -> !line.contains("item.completed")).toList(), WHOLE_CYCLES);
    }

    private static Recording write(Path file, long events, List<String> filling, long wholeCycles) throws IOException {
        List<String> whole = cycle();
        Files.createDirectories(file.getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(THREAD_STARTED);
            writer.write(TURN_STARTED);
            long written = AROUND;
            for (long number = 0; written < events; number++) {
                for (String line : filling.isEmpty() || number < wholeCycles ? whole : filling) {
                    if (written < events) {
                        writer.write(line.replace("@", Long.toString(number)));
                        writer.write('\n');
                        written++;
                    }
                }
            }
            writer.write(TURN_COMPLETED);
        }
        return new Recording(file, events);
    }

    /**
     * The lines of a stretch of a turn, with {@code @} where a number makes the items of one stretch differ from the next's.
     */
    static List<String> cycle() throws IOException {
        try (InputStream resource = Recording.class.getResourceAsStream("cycle.jsonl")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    long bytes() throws IOException {
        return Files.size(file);
    }
}
