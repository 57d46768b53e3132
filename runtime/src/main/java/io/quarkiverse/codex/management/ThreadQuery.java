package io.quarkiverse.codex.management;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Which threads to list. Immutable; each method returns a new query.
 *
 * @param archived whether to list the archived threads instead of the others
 * @param cwd the directory that the threads work in, or {@code null} for any
 * @param searchTerm what the title contains, or {@code null} for any
 * @param sources what the threads were started by, in codex' words; {@link #ALL} has those that people and applications start
 * @param pageSize how many to ask codex for at a time, or {@code null} to leave it to codex
 */
public record ThreadQuery(boolean archived, Path cwd, String searchTerm, List<String> sources, Integer pageSize) {

    /**
     * Every thread that is not archived, the last started first, whether it was started by an application on any transport or
     * by a person; without those that agents start.
     */
    public static final ThreadQuery ALL = new ThreadQuery(false, null, null, List.of("cli", "vscode", "exec", "appServer",
            "unknown"), null);

    public ThreadQuery {
        sources = List.copyOf(sources);
        if (pageSize != null && pageSize < 1) {
            throw new IllegalArgumentException("A page of " + pageSize + " threads: ask for at least one");
        }
    }

    /**
     * Lists the archived threads instead of the others.
     *
     * @return the new query, never {@code null}
     */
    public ThreadQuery onlyArchived() {
        return new ThreadQuery(true, cwd, searchTerm, sources, pageSize);
    }

    /**
     * Lists the threads of a directory only.
     *
     * @param directory an absolute path, never {@code null}
     * @return the new query, never {@code null}
     */
    public ThreadQuery in(Path directory) {
        return new ThreadQuery(archived, Objects.requireNonNull(directory, "directory"), searchTerm, sources, pageSize);
    }

    /**
     * Lists the threads only whose title contains a text.
     *
     * @param term the text, never {@code null}
     * @return the new query, never {@code null}
     */
    public ThreadQuery titled(String term) {
        return new ThreadQuery(archived, cwd, Objects.requireNonNull(term, "term"), sources, pageSize);
    }

    /**
     * Lists the threads only that were started by something of the given kinds.
     *
     * @param kinds codex' words, {@code subAgent} for example; none for what codex takes for interactive
     * @return the new query, never {@code null}
     */
    public ThreadQuery from(String... kinds) {
        return new ThreadQuery(archived, cwd, searchTerm, List.of(kinds), pageSize);
    }

    /**
     * Asks for a number of threads at a time.
     *
     * @param size the number, at least one
     * @return the new query, never {@code null}
     */
    public ThreadQuery pagesOf(int size) {
        return new ThreadQuery(archived, cwd, searchTerm, sources, size);
    }
}
