package io.quarkiverse.codex.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * How long the storm is, and what decides what happens in it.
 */
record Settings(Duration duration, long seed) {

    /** As the build says. */
    static Settings ofTheBuild() {
        String seed = System.getProperty("chaos.seed", "");
        return new Settings(Duration.parse(System.getProperty("chaos.duration", "PT2M30S")),
                seed.isBlank() ? new Random().nextLong() : Long.parseLong(seed));
    }

    /** What decides about one thing, whenever its turn comes and whatever happens at the same time. */
    Random random(long thing) {
        return new Random(new SplittableRandom(seed + thing).nextLong());
    }
}
