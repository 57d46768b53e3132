package io.quarkiverse.codex.runtime.transport;

import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

/**
 * Insists on a Git repository where the transport's codex does not: what an agent does there can be seen and taken back.
 */
public final class GitCheck {

    private GitCheck() {
    }

    /**
     * Checks that the working directory is in a Git repository, unless the turn does without. Touches the file system.
     *
     * @param settings the turn's settings
     * @param client whose property to name
     * @throws CodexConfigurationException when it is not
     */
    public static void check(TurnSettings settings, ClientProperties client) {
        if (settings.skipGitRepoCheck()) {
            return;
        }
        for (Path directory = settings.workingDirectory(); directory != null; directory = directory.getParent()) {
            Path git = directory.resolve(".git");
            // A file where another directory has the repository, as in a worktree.
            if (Files.isRegularFile(git) || Files.exists(git.resolve("HEAD"))) {
                return;
            }
        }
        throw missing(settings.workingDirectory(), client);
    }

    /**
     * Makes the failure of a turn in a directory that is not in a Git repository.
     *
     * @param directory the working directory
     * @param client whose property to name
     */
    public static CodexConfigurationException missing(Path directory, ClientProperties client) {
        return new CodexConfigurationException("The working directory " + directory + " is not in a Git repository, which"
                + " codex insists on: choose one that is, or set " + client.name("skip-git-repo-check")
                + "=true or ThreadOptions.skipGitRepoCheck(true)");
    }
}
