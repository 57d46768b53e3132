package io.quarkiverse.codex;

import java.nio.file.Path;

import io.quarkiverse.codex.management.SkillList;
import io.smallrye.mutiny.Uni;

/**
 * The skills that codex can use. Thread-safe.
 * <p>
 * Nothing happens before the subscription, and each subscription asks codex, which is started where it does not run. Results
 * arrive on worker threads, which may be blocked. Everything fails with
 * {@link CodexUnsupportedException} on the exec transport, with {@link CodexRequestException} where codex
 * refuses, and with other {@link CodexException}s where codex cannot be asked or does not answer.
 */
public interface CodexSkills {

    /**
     * Lists the skills for the client's configured working directory.
     *
     * @return the skills
     */
    Uni<SkillList> list();

    /**
     * Lists the skills for a directory: those of its repository, the user's and codex' own. codex does not mind when the
     * directory is not there.
     *
     * @param directory where codex would work, an absolute path on its machine
     * @return the skills
     */
    Uni<SkillList> list(Path directory);

    /**
     * Lists the skills for a directory as the files are now, where codex would otherwise say what it remembers.
     *
     * @param directory where codex would work, an absolute path on its machine
     * @return the skills
     */
    Uni<SkillList> reload(Path directory);
}
