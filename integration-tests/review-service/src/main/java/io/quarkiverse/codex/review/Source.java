package io.quarkiverse.codex.review;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Code to review.
 */
interface Source {

    /** By which it is known from one review to the next. */
    String name();

    /**
     * Puts the code into a directory; blocks.
     *
     * @param directory empty
     * @param limits how long that may take, and how large it may get
     * @throws RefusedException when it is not to be had, or not within the limits
     */
    void fetch(Path directory, FetchLimits limits) throws IOException;
}
