package io.quarkiverse.codex.runtime.host;

/**
 * Tells how codex is, as far as that is known without asking it. A value of the moment.
 *
 * @param connections how many processes of codex run, or how many remote ones there is a connection to
 * @param restarts how often since its beginning the client had to begin again with one that was gone or did not begin well
 * @param bufferedCharacters how many characters of events wait for slow subscribers
 * @param failing whether nothing runs, and what was tried last did not begin well or was lost just now
 */
public record TransportGauges(int connections, long restarts, long bufferedCharacters, boolean failing) {
}
