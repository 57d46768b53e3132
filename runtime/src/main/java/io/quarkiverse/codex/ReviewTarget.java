package io.quarkiverse.codex;

import java.util.Objects;

/**
 * Which code {@link CodexThread#review(ReviewTarget)} is to look at. Immutable.
 * <p>
 * codex makes a prompt of it and lets the model find the changes itself, by git: it does not check beforehand that a branch or
 * a commit exists.
 */
public sealed interface ReviewTarget {

    /**
     * What is in the working tree and not committed: staged, not staged and untracked files.
     *
     * @return the target, never {@code null}
     */
    static ReviewTarget uncommittedChanges() {
        return new UncommittedChanges();
    }

    /**
     * What the current branch would bring to another one.
     *
     * @param branch the branch to compare with, never {@code null}
     * @return the target, never {@code null}
     */
    static ReviewTarget baseBranch(String branch) {
        return new BaseBranch(branch);
    }

    /**
     * What a commit has changed.
     *
     * @param sha the commit, never {@code null}
     * @return the target, never {@code null}
     */
    static ReviewTarget commit(String sha) {
        return new Commit(sha, null);
    }

    /**
     * What a commit has changed.
     *
     * @param sha the commit, never {@code null}
     * @param title what to call it, its subject for example, or {@code null}
     * @return the target, never {@code null}
     */
    static ReviewTarget commit(String sha, String title) {
        return new Commit(sha, title);
    }

    /**
     * What the instructions say.
     *
     * @param instructions what to review and what to look for, never {@code null}
     * @return the target, never {@code null}
     */
    static ReviewTarget custom(String instructions) {
        return new Custom(instructions);
    }

    /**
     * See {@link ReviewTarget#uncommittedChanges()}.
     */
    record UncommittedChanges() implements ReviewTarget {
    }

    /**
     * See {@link ReviewTarget#baseBranch(String)}.
     *
     * @param branch the branch to compare with, never {@code null}
     */
    record BaseBranch(String branch) implements ReviewTarget {

        public BaseBranch {
            requireText("branch", branch);
        }
    }

    /**
     * See {@link ReviewTarget#commit(String, String)}.
     *
     * @param sha the commit, never {@code null}
     * @param title what to call it, or {@code null}
     */
    record Commit(String sha, String title) implements ReviewTarget {

        public Commit {
            requireText("sha", sha);
        }
    }

    /**
     * See {@link ReviewTarget#custom(String)}.
     *
     * @param instructions what to review and what to look for, never {@code null}
     */
    record Custom(String instructions) implements ReviewTarget {

        public Custom {
            requireText("instructions", instructions);
        }
    }

    private static void requireText(String name, String value) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new CodexConfigurationException("A review needs a " + name + ", and a blank one was given");
        }
    }
}
