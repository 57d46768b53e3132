package io.quarkiverse.codex.chaos;

import java.util.Random;

/** One kind of what goes wrong around turns. */
interface Fault {

    /** What the names begin with of all that it makes happen. */
    String kind();

    /** Whether it can strike on this machine. */
    default boolean isPossible() {
        return true;
    }

    /**
     * Has it go wrong, and come right again where that is part of it. May block for some seconds. For one at a time.
     *
     * @return what happened, for the count; {@code null} when there was nothing that could go wrong
     */
    String strike(Random random) throws Exception;
}
