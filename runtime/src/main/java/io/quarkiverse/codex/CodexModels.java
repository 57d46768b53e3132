package io.quarkiverse.codex;

import java.util.List;

import io.quarkiverse.codex.management.ModelInfo;
import io.smallrye.mutiny.Uni;

/**
 * The models that codex can use. Thread-safe.
 * <p>
 * Nothing happens before the subscription, which asks codex, starting it where it does not run, unless what it said last is
 * remembered. Results
 * arrive on worker threads, which may be blocked. Everything fails with
 * {@link CodexUnsupportedException} on the exec transport, with {@link CodexRequestException} where codex
 * refuses, and with other {@link CodexException}s where codex cannot be asked or does not answer.
 */
public interface CodexModels {

    /**
     * Lists the models that codex would show. What codex said is remembered for five minutes.
     *
     * @return the models in codex' order, unmodifiable
     */
    Uni<List<ModelInfo>> list();

    /**
     * Forgets what codex said, so that the next list is asked for.
     */
    void invalidate();
}
