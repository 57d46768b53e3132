package io.quarkiverse.codex.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The scripts of one model, and the finding of the right page for a request.
 * <p>
 * Where in a script a turn is, is written into the ids of the tool calls the model makes; codex sends them back with the
 * outputs. So the request alone says how it goes on: turns never mix, however many run the same script at once, and a request
 * that is sent again gets the same answer again.
 */
final class ScriptBook {

    private static final AtomicInteger BOOKS = new AtomicInteger();

    private final String prefix = "call_" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "x"
            + BOOKS.incrementAndGet() + "_";
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Map<Long, Entry> entryByNumber = new ConcurrentHashMap<>();
    private final Map<String, Page> pageByTurn = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();

    /**
     * The response to play.
     *
     * @param entry whose script it is
     * @param position of the response in the script
     */
    record Page(Entry entry, int position) {

        ScriptedResponse response() {
            return entry.script.get().response(position);
        }

        Page next() {
            return new Page(entry, position + 1);
        }
    }

    static final class Entry {

        private final long number;
        private final Supplier<Script> script;
        private final AtomicInteger begun = new AtomicInteger();

        private Entry(long number, Supplier<Script> script) {
            this.number = number;
            this.script = script;
        }

        private boolean begins(ModelRequest request) {
            Script current = script.get();
            return current.prompt().matches(request)
                    && begun.getAndUpdate(turns -> turns < current.turns() ? turns + 1 : turns) < current.turns();
        }

        @Override
        public String toString() {
            Script current = script.get();
            return current + (begun.get() < current.turns() ? "" : " (all played)");
        }
    }

    void addLast(Supplier<Script> script) {
        entries.add(entry(script));
    }

    void addFirst(Supplier<Script> script) {
        entries.add(0, entry(script));
    }

    private Entry entry(Supplier<Script> script) {
        Entry entry = new Entry(numbers.incrementAndGet(), script);
        entryByNumber.put(entry.number, entry);
        return entry;
    }

    void clear() {
        entries.clear();
        entryByNumber.clear();
        pageByTurn.clear();
    }

    Optional<Page> open(ModelRequest request) {
        Optional<Page> page = first(request, true)
                .or(() -> lastPlayed(request).map(Page::next))
                .or(() -> first(request, false))
                // The user has steered a running turn, with words no script waits for: they change nothing.
                .or(() -> request.turnId().map(pageByTurn::get).map(Page::next));
        page.ifPresent(current -> request.turnId().ifPresent(turn -> pageByTurn.put(turn, current)));
        return page;
    }

    private Optional<Page> first(ModelRequest request, boolean amidTurn) {
        return entries.stream().filter(entry -> entry.script.get().prompt().isAmidTurn() == amidTurn)
                .filter(entry -> entry.begins(request)).findFirst().map(entry -> new Page(entry, 0));
    }

    /** An id for a tool call that leads back to this page. */
    String callId(Page page) {
        return prefix + page.entry.number + "_" + page.position + "_" + calls.incrementAndGet();
    }

    private Optional<Page> lastPlayed(ModelRequest request) {
        List<ToolOutput> outputs = request.toolOutputs();
        for (int last = outputs.size() - 1; last >= 0; last--) {
            String callId = outputs.get(last).callId();
            if (callId.startsWith(prefix)) {
                String[] parts = callId.substring(prefix.length()).split("_");
                Entry entry = entryByNumber.get(Long.valueOf(parts[0]));
                return Optional.ofNullable(entry).map(known -> new Page(known, Integer.parseInt(parts[1])));
            }
        }
        return Optional.empty();
    }

    List<String> describe() {
        return entries.stream().map(Entry::toString).toList();
    }
}
