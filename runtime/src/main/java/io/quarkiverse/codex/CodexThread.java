package io.quarkiverse.codex;

import java.util.Optional;

import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A conversation with codex: a sequence of turns that remember each other.
 * <p>
 * A thread is thread-safe, but runs one turn at a time: a second one that is subscribed to while the first runs fails with
 * {@link IllegalStateException}, on this object as on any other of the same client with the same id.
 * <p>
 * Everything returned here is lazy. Each subscription is a turn of its own, and a cancelled subscription ends its turn:
 * all commands it started are gone shortly after, and with the exec transport codex itself. Events and results arrive on a
 * thread of the client's own, never on an event loop: consumers may block. One that is slow slows down codex with the exec
 * transport; otherwise its events wait within limits, and past these its turn is interrupted and fails with
 * {@link CodexOverloadedException}.
 * <p>
 * Failures are {@link CodexException}s, but for the {@link IllegalStateException} of a thread that is busy.
 */
public interface CodexThread {

    /**
     * Returns the id by which {@link CodexClient#resumeThread(String)} finds this thread again.
     *
     * @return the id, known from the first turn's {@code thread.started} on, and at once for a resumed thread
     */
    Optional<String> id();

    /**
     * Runs a turn with a text.
     *
     * @param input the text, not blank
     * @return the result of the turn, once it is over; each subscription runs a turn
     */
    default Uni<TurnResult> run(String input) {
        return run(TurnInput.of(input), TurnOptions.NONE);
    }

    /**
     * Runs a turn with a text.
     *
     * @param input the text, not blank
     * @param options what differs from the thread's options, for this turn
     * @return the result of the turn, once it is over; each subscription runs a turn
     */
    default Uni<TurnResult> run(String input, TurnOptions options) {
        return run(TurnInput.of(input), options);
    }

    /**
     * Runs a turn.
     *
     * @param input what codex is to work on
     * @return the result of the turn, once it is over; each subscription runs a turn
     */
    default Uni<TurnResult> run(TurnInput input) {
        return run(input, TurnOptions.NONE);
    }

    /**
     * Runs a turn.
     *
     * @param input what codex is to work on
     * @param options what differs from the thread's options, for this turn
     * @return the result of the turn, once it is over; each subscription runs a turn
     */
    Uni<TurnResult> run(TurnInput input, TurnOptions options);

    /**
     * Runs a turn whose final answer is JSON of the given type: its schema goes to the model, the answer is checked against
     * it and decoded.
     *
     * @param <T> the type of the answer
     * @param input the text, not blank
     * @param type a record or class
     * @return the decoded answer; fails with {@link CodexStructuredOutputException} when the answer does not fit
     */
    default <T> Uni<T> run(String input, Class<T> type) {
        return run(TurnInput.of(input), type);
    }

    /**
     * Runs a turn whose final answer is JSON of the given type: its schema goes to the model, the answer is checked against
     * it and decoded.
     *
     * @param <T> the type of the answer
     * @param input what codex is to work on
     * @param type a record or class
     * @return the decoded answer; fails with {@link CodexStructuredOutputException} when the answer does not fit
     */
    default <T> Uni<T> run(TurnInput input, Class<T> type) {
        return run(input, type, TurnOptions.NONE);
    }

    /**
     * Runs a turn whose final answer is JSON of the given type: its schema goes to the model, the answer is checked against
     * it and decoded.
     *
     * @param <T> the type of the answer
     * @param input the text, not blank
     * @param type a record or class
     * @param options what differs from the thread's options, for this turn; without an output schema or type
     * @return the decoded answer; fails with {@link CodexStructuredOutputException} when the answer does not fit
     */
    default <T> Uni<T> run(String input, Class<T> type, TurnOptions options) {
        return run(TurnInput.of(input), type, options);
    }

    /**
     * Runs a turn whose final answer is JSON of the given type: its schema goes to the model, the answer is checked against
     * it and decoded.
     *
     * @param <T> the type of the answer
     * @param input what codex is to work on
     * @param type a record or class
     * @param options what differs from the thread's options, for this turn; without an output schema or type
     * @return the decoded answer; fails with {@link CodexStructuredOutputException} when the answer does not fit
     */
    <T> Uni<T> run(TurnInput input, Class<T> type, TurnOptions options);

    /**
     * Runs a turn with a text and blocks until it is over.
     *
     * @param input the text, not blank
     * @return the result of the turn
     * @throws CodexException when the turn fails
     * @throws IllegalStateException when called on an event loop
     */
    default TurnResult runAndAwait(String input) {
        return runAndAwait(TurnInput.of(input), TurnOptions.NONE);
    }

    /**
     * Runs a turn with a text and blocks until it is over.
     *
     * @param input the text, not blank
     * @param options what differs from the thread's options, for this turn
     * @return the result of the turn
     * @throws CodexException when the turn fails
     * @throws IllegalStateException when called on an event loop
     */
    default TurnResult runAndAwait(String input, TurnOptions options) {
        return runAndAwait(TurnInput.of(input), options);
    }

    /**
     * Runs a turn and blocks until it is over.
     *
     * @param input what codex is to work on
     * @return the result of the turn
     * @throws CodexException when the turn fails
     * @throws IllegalStateException when called on an event loop
     */
    default TurnResult runAndAwait(TurnInput input) {
        return runAndAwait(input, TurnOptions.NONE);
    }

    /**
     * Runs a turn and blocks until it is over.
     *
     * @param input what codex is to work on
     * @param options what differs from the thread's options, for this turn
     * @return the result of the turn
     * @throws CodexException when the turn fails
     * @throws IllegalStateException when called on an event loop
     */
    default TurnResult runAndAwait(TurnInput input, TurnOptions options) {
        return run(input, options).await().indefinitely();
    }

    /**
     * Runs a turn whose final answer is JSON of the given type, and blocks until it is over.
     *
     * @param <T> the type of the answer
     * @param input the text, not blank
     * @param type a record or class
     * @return the decoded answer
     * @throws CodexStructuredOutputException when the answer does not fit
     * @throws CodexException when the turn fails
     * @throws IllegalStateException when called on an event loop
     */
    default <T> T runAndAwait(String input, Class<T> type) {
        return runAndAwait(TurnInput.of(input), type, TurnOptions.NONE);
    }

    /**
     * Runs a turn whose final answer is JSON of the given type, and blocks until it is over.
     *
     * @param <T> the type of the answer
     * @param input what codex is to work on
     * @param type a record or class
     * @param options what differs from the thread's options, for this turn; without an output schema or type
     * @return the decoded answer
     * @throws CodexStructuredOutputException when the answer does not fit
     * @throws CodexException when the turn fails
     * @throws IllegalStateException when called on an event loop
     */
    default <T> T runAndAwait(TurnInput input, Class<T> type, TurnOptions options) {
        return run(input, type, options).await().indefinitely();
    }

    /**
     * Runs a turn with a text and streams what happens in it.
     *
     * @param input the text, not blank
     * @return the events in order; a failed turn fails the stream after its {@code turn.failed} event
     */
    default Multi<TurnEvent> runStreamed(String input) {
        return runStreamed(TurnInput.of(input), TurnOptions.NONE);
    }

    /**
     * Runs a turn with a text and streams what happens in it.
     *
     * @param input the text, not blank
     * @param options what differs from the thread's options, for this turn
     * @return the events in order; a failed turn fails the stream after its {@code turn.failed} event
     */
    default Multi<TurnEvent> runStreamed(String input, TurnOptions options) {
        return runStreamed(TurnInput.of(input), options);
    }

    /**
     * Runs a turn and streams what happens in it.
     *
     * @param input what codex is to work on
     * @return the events in order; a failed turn fails the stream after its {@code turn.failed} event
     */
    default Multi<TurnEvent> runStreamed(TurnInput input) {
        return runStreamed(input, TurnOptions.NONE);
    }

    /**
     * Runs a turn and streams what happens in it. Nothing happens before the stream is subscribed to, each subscription is a
     * turn of its own, and cancelling the subscription ends the turn. A turn that has failed by chance and has done nothing yet
     * is tried again, of which a {@link io.quarkiverse.codex.event.TurnRetrying} event tells.
     *
     * @param input what codex is to work on
     * @param options what differs from the thread's options, for this turn
     * @return the events in order; a failed turn fails the stream after its {@code turn.failed} event
     */
    Multi<TurnEvent> runStreamed(TurnInput input, TurnOptions options);

    /**
     * Prepares a turn that can be interrupted or steered while it runs.
     *
     * @param input the text, not blank
     * @return the turn; it begins when its events or its result are subscribed to
     */
    default Uni<CodexTurn> start(String input) {
        return start(TurnInput.of(input), TurnOptions.NONE);
    }

    /**
     * Prepares a turn that can be interrupted or steered while it runs.
     *
     * @param input what codex is to work on
     * @return the turn; it begins when its events or its result are subscribed to
     */
    default Uni<CodexTurn> start(TurnInput input) {
        return start(input, TurnOptions.NONE);
    }

    /**
     * Prepares a turn that can be interrupted or steered while it runs.
     *
     * @param input what codex is to work on
     * @param options what differs from the thread's options, for this turn
     * @return the turn; it begins when its events or its result are subscribed to
     */
    Uni<CodexTurn> start(TurnInput input, TurnOptions options);

    /**
     * Has codex review code, in a turn of this thread.
     * <p>
     * Its items tell when the review is entered and exited; {@link TurnResult#finalResponse()} has what was found. codex does
     * not count the tokens of a review, so that {@link TurnResult#usage()} is not known.
     *
     * @param target which code, never {@code null}
     * @return the result of the turn, once it is over; each subscription runs a review; fails with
     *         {@link CodexUnsupportedException} on the exec transport
     */
    Uni<TurnResult> review(ReviewTarget target);

    /**
     * Has codex review code, and streams what happens.
     * <p>
     * The item that says that the review is entered comes before {@code turn.started}.
     *
     * @param target which code, never {@code null}
     * @return the events in order; a failed review fails the stream after its {@code turn.failed} event; fails with
     *         {@link CodexUnsupportedException} on the exec transport
     */
    Multi<TurnEvent> reviewStreamed(ReviewTarget target);

    /**
     * Prepares a review that can be interrupted while it runs.
     *
     * @param target which code, never {@code null}
     * @return the turn; it begins when its events or its result are subscribed to; fails with
     *         {@link CodexUnsupportedException} on the exec transport
     */
    Uni<CodexTurn> startReview(ReviewTarget target);
}
