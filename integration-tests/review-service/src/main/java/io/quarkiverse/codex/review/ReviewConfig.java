package io.quarkiverse.codex.review;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What may be reviewed, and how much of it.
 */
@ConfigMapping(prefix = "review")
interface ReviewConfig {

    /** The directory below which directories and {@code file:} repositories may be reviewed; none, unless it is set. */
    Optional<Path> root();

    /** Where repositories may be cloned from. */
    @WithDefault("github.com,gitlab.com,codeberg.org")
    Set<String> gitHosts();

    /** By which names this service is called: a page that has got hold of another name is somebody else's. */
    @WithDefault("localhost,127.0.0.1,[::1]")
    Set<String> ownHosts();

    /** How large what is reviewed may be. */
    @WithDefault("200M")
    MemorySize maxSize();

    /** How long fetching it may take. */
    @WithDefault("1M")
    Duration fetchTimeout();

    /** How many reviews may run at a time. */
    @WithDefault("4")
    int maxRunning();

    /** How many reviews are remembered, those that run included. */
    @WithDefault("50")
    int maxKept();

    /** How many events of a review are remembered. */
    @WithDefault("2000")
    int maxEvents();

    /** Where the short form works. */
    @WithDefault(".")
    Path directory();

    /** What the short form asks for. */
    @WithDefault("Have a look around, tell me how many Java files there are, and leave a note.")
    String prompt();
}
