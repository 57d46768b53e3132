package io.quarkiverse.codex.review;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/**
 * Says what may be reviewed. Whoever asks may not be trusted: neither to name other directories than those below the root, nor
 * to
 * have the service call other hosts than those it is told of.
 */
@ApplicationScoped
class Sources {

    private static final Logger LOG = Logger.getLogger(Sources.class);

    private final ReviewConfig config;

    Sources(ReviewConfig config) {
        this.config = config;
    }

    /**
     * @param text an {@code https:} or {@code file:} URL of a Git repository, or a directory; blocks for a look at it
     * @throws RefusedException when it is something else, or not allowed
     */
    Source parse(String text) {
        if (text == null || text.isBlank()) {
            throw new RefusedException("There is nothing to review: give the URL of a Git repository, or a directory");
        }
        return text.contains("://") ? repository(text) : directory(text);
    }

    private DirectorySource directory(String text) {
        Path root = root();
        Path directory = below(root, path(text));
        return new DirectorySource(root.relativize(directory).toString(), directory);
    }

    private GitSource repository(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new RefusedException("The URL is none: " + e.getReason());
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new RefusedException("The URL has a query or a fragment, which those of Git repositories have not");
        }
        return switch (scheme) {
            case "https" -> new GitSource(text, remote(url));
            case "file" -> new GitSource(text, local(url));
            default -> throw new RefusedException("Repositories are cloned from https and file URLs only");
        };
    }

    private URI remote(URI url) {
        if (url.getRawUserInfo() != null) {
            throw new RefusedException("The URL has a user in it: keep passwords and tokens to yourself");
        }
        if (url.getHost() == null || url.getPort() != -1
                || !config.gitHosts().contains(url.getHost().toLowerCase(Locale.ROOT))) {
            throw new RefusedException("Repositories are not cloned from there, but from "
                    + String.join(", ", config.gitHosts().stream().sorted().toList()) + ": see review.git-hosts");
        }
        return url;
    }

    private URI local(URI url) {
        if (url.getRawAuthority() != null) {
            throw new RefusedException("The file URL names a host: write file:///, then the path");
        }
        return below(root(), path(url.getPath())).toUri();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new RefusedException("The path is none: " + e.getReason());
        }
    }

    private Path root() {
        Path root = config.root().orElseThrow(() -> new RefusedException(
                "Directories are not reviewed: set review.root to the one they are below"));
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException("The directory of review.root cannot be looked into: " + root, e);
        }
    }

    /** Whether the directory is elsewhere or nowhere, the answer is the same: it tells nothing of what else there is. */
    private static Path below(Path root, Path path) {
        Path named = root.resolve(path).normalize();
        try {
            // Where a link is on the way, the real path is another.
            if (named.startsWith(root) && Files.isDirectory(named) && named.toRealPath().equals(named)) {
                return named;
            }
        } catch (IOException e) {
            LOG.debugf(e, "%s cannot be looked into", named);
        }
        throw new RefusedException("There is no such directory below review.root, or there is a link on the way to it");
    }
}
