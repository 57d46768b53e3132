package io.quarkiverse.codex;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * What a turn came to. Immutable.
 */
public interface TurnResult {

    /**
     * Returns the thread the turn ran on.
     *
     * @return the id for {@link CodexClient#resumeThread(String)}; empty when the turn was interrupted before codex opened a
     *         thread; never {@code null}
     */
    String threadId();

    /**
     * Returns whether the turn ended by itself or was interrupted. A failed turn has no result.
     *
     * @return the status, never {@code null}
     */
    TurnStatus status();

    /**
     * Returns what codex did and said in the last attempt.
     *
     * @return the completed items in order, unmodifiable, never {@code null}
     */
    List<ThreadItem> items();

    /**
     * Returns the last completed message of the agent.
     *
     * @return its text; empty when there was none; never {@code null}
     */
    String finalResponse();

    /**
     * Returns the tokens of this turn, of all attempts together. They are not known ({@link Usage#isKnown()}) for reviews, and
     * with the exec transport
     * when the turn was interrupted, or when {@code codex exec}, which counts the thread's tokens only, resumed a thread whose
     * last turn this client has not seen to its end: because another has run it, because it failed or was cancelled, or because
     * it is long ago and this
     * client had ten thousand other threads since.
     *
     * @return the usage, never {@code null}
     */
    Usage usage();

    /**
     * Returns the tokens of all turns of the thread so far.
     *
     * @return the usage, never {@code null}; see {@link Usage#isKnown()}
     */
    Usage threadUsage();

    /**
     * Returns the time between the start of the turn and its end.
     *
     * @return the wall time, never {@code null}
     */
    Duration duration();

    /**
     * Returns what came before the attempt that this is the result of: the failures after which the turn was tried again.
     *
     * @return one event for each attempt that has failed, in order; unmodifiable, empty for most turns, never {@code null}
     */
    List<TurnRetrying> retries();

    /**
     * Returns how often the turn was tried.
     *
     * @return 1 for a turn that ended well at once
     */
    default int attempts() {
        return retries().size() + 1;
    }

    /**
     * Returns which thread this one stands in for. A session goes on in a new thread where its own is not on this machine; the
     * new one was told what had been said, and knows nothing else of it.
     *
     * @return the id of the thread that could not be resumed; empty for all turns but the first on such a thread; never
     *         {@code null}
     */
    default Optional<String> continuedFrom() {
        return Optional.empty();
    }

    /**
     * Decodes the final response, which must be JSON of the given type.
     *
     * @param <T> the type of the answer
     * @param type a record or class
     * @return the decoded answer
     * @throws CodexStructuredOutputException when the final response is not JSON or does not fit the type
     */
    <T> T as(Class<T> type);
}
