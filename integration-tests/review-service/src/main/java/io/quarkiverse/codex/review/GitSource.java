package io.quarkiverse.codex.review;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.jboss.logging.Logger;

/**
 * The last commit of a Git repository, without the commits before it and without submodules.
 *
 * @param name as it was asked for
 */
record GitSource(String name, URI url) implements Source {

    private static final Logger LOG = Logger.getLogger(GitSource.class);

    @Override
    public void fetch(Path directory, FetchLimits limits) throws IOException {
        CloneMonitor monitor = new CloneMonitor(directory, limits);
        try (Git git = Git.cloneRepository()
                .setURI(url.toString())
                .setDirectory(directory.toFile())
                .setDepth(1)
                .setNoTags()
                .setCloneSubmodules(false)
                .setTimeout(Math.toIntExact(Math.max(1, limits.timeout().toSeconds())))
                .setProgressMonitor(monitor)
                .call()) {
            monitor.rethrow();
        } catch (GitAPIException | JGitInternalException e) {
            monitor.rethrow();
            LOG.debugf(e, "%s was not cloned", name);
            throw new RefusedException("The repository cannot be cloned: is the URL right, and is it public?");
        }
    }
}
