package io.quarkiverse.codex.runtime.host;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A turn that is to be observed.
 *
 * @param clientName the name of the client that runs it
 * @param threadId the thread it runs on, or empty for a new one
 * @param opensThread whether it is the first turn of its thread object
 * @param turnId tells codex' id of the turn, empty until it is known, and always where the transport does not know it
 */
public record ObservedTurn(String clientName, Optional<String> threadId, boolean opensThread,
        Supplier<Optional<String>> turnId) {
}
