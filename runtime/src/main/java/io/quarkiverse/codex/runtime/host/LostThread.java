package io.quarkiverse.codex.runtime.host;

import java.util.List;
import java.util.Objects;

/**
 * A thread that another one stands in for, because codex does not find it.
 *
 * @param id codex' id of it, never {@code null}
 * @param said what was said in it, as far as that is known; never {@code null}
 */
public record LostThread(String id, List<PastMessage> said) {

    public LostThread {
        Objects.requireNonNull(id, "id");
        said = List.copyOf(said);
    }
}
