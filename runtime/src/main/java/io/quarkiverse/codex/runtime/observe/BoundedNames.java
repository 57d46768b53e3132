package io.quarkiverse.codex.runtime.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what others name from becoming ever more time series: so many different names are taken as they are, the rest are one.
 * Thread-safe.
 */
final class BoundedNames {

    /** What stands for all names beyond the limit. */
    static final String OTHER = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * @param most how many there may be, give or take those that come at the very same time
     */
    BoundedNames(int most) {
        this.most = most;
    }

    String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= most) {
            return OTHER;
        }
        known.add(name);
        return name;
    }
}
