package io.quarkiverse.codex;

import io.quarkiverse.codex.management.AccountInfo;
import io.quarkiverse.codex.management.AccountUsage;
import io.quarkiverse.codex.management.RateLimits;
import io.smallrye.mutiny.Uni;

/**
 * The account that codex works for: the one of {@code quarkus.codex.api-key}, or that which codex' home is logged in with.
 * A thread whose model has another provider does without. Thread-safe.
 * <p>
 * Nothing happens before the subscription, and each subscription asks codex, which is started where it does not run. Results
 * arrive on worker threads, which may be blocked. Everything fails with
 * {@link CodexUnsupportedException} on the exec transport, with {@link CodexRequestException} where codex
 * refuses, and with other {@link CodexException}s where codex cannot be asked or does not answer.
 */
public interface CodexAccount {

    /**
     * Returns whom codex works for.
     *
     * @return the state
     */
    Uni<AccountInfo> state();

    /**
     * Returns how much of its limits the account has used. codex asks OpenAI for it.
     *
     * @return the limits; fails with {@link CodexRequestException} for all but ChatGPT accounts, which have them
     */
    Uni<RateLimits> rateLimits();

    /**
     * Returns what the account has used. codex asks OpenAI for it.
     *
     * @return the usage; fails with {@link CodexRequestException} for all but ChatGPT accounts, which have it
     */
    Uni<AccountUsage> usage();
}
