package io.quarkiverse.codex.approval;

import java.util.List;
import java.util.Objects;

/**
 * The model asks the user questions. Answered by {@link ApprovalDecision#answers(java.util.Map)}; every other decision leaves
 * them unanswered, and the model goes on with that.
 *
 * @param origin see {@link ApprovalRequest#origin()}
 * @param questions the questions, never {@code null}
 * @param blocking whether the model says it cannot go on without answers
 */
public record QuestionApproval(Origin origin, List<Question> questions, boolean blocking) implements ApprovalRequest {

    public QuestionApproval {
        Objects.requireNonNull(origin, "origin");
        questions = questions == null ? List.of() : List.copyOf(questions);
    }

    @Override
    public String toString() {
        return "QuestionApproval" + origin;
    }

    /**
     * One question.
     *
     * @param id the question's id within the request, never {@code null}
     * @param header a title of a few words, or {@code null}
     * @param question the question, or {@code null}
     * @param freeText whether another answer than the options is welcome
     * @param secret whether the answer should not be shown while it is typed
     * @param options what to choose from, by their labels; never {@code null}, empty for a free answer
     */
    public record Question(String id, String header, String question, boolean freeText, boolean secret,
            List<Option> options) {

        public Question {
            id = id == null ? "" : id;
            options = options == null ? List.of() : List.copyOf(options);
        }

        @Override
        public String toString() {
            return "Question[" + id + "]";
        }
    }

    /**
     * One answer to choose.
     *
     * @param label the answer, never {@code null}
     * @param description what it means, or {@code null}
     */
    public record Option(String label, String description) {

        public Option {
            label = label == null ? "" : label;
        }
    }
}
