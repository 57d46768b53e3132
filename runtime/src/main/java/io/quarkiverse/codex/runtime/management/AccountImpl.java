package io.quarkiverse.codex.runtime.management;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexAccount;
import io.quarkiverse.codex.management.AccountInfo;
import io.quarkiverse.codex.management.AccountUsage;
import io.quarkiverse.codex.management.RateLimits;
import io.smallrye.mutiny.Uni;

/**
 * The account of a client's codex.
 */
public final class AccountImpl implements CodexAccount {

    private static final String FEATURE = "account";

    private final RpcAccess access;

    public AccountImpl(RpcAccess access) {
        this.access = access;
    }

    @Override
    public Uni<AccountInfo> state() {
        return access.request(FEATURE, "account/read", Json.object()).map(answer -> {
            JsonNode account = answer.path("account");
            return new AccountInfo(Json.text(account, "type"), Json.text(account, "email"), Json.text(account, "planType"),
                    answer.path("requiresOpenaiAuth").asBoolean(), answer);
        });
    }

    @Override
    public Uni<RateLimits> rateLimits() {
        return access.request(FEATURE, "account/rateLimits/read", Json.object()).map(answer -> {
            JsonNode limits = answer.path("rateLimits");
            return new RateLimits(Json.text(limits, "planType"), window(limits.path("primary")),
                    window(limits.path("secondary")), answer);
        });
    }

    private static RateLimits.Window window(JsonNode window) {
        if (!window.isObject()) {
            return null;
        }
        JsonNode minutes = window.path("windowDurationMins");
        return new RateLimits.Window(window.path("usedPercent").asInt(),
                minutes.isNumber() ? Duration.ofMinutes(minutes.longValue()) : null, Json.instant(window, "resetsAt"), window);
    }

    @Override
    public Uni<AccountUsage> usage() {
        return access.request(FEATURE, "account/usage/read", Json.object()).map(answer -> {
            JsonNode lifetime = answer.path("summary").path("lifetimeTokens");
            return new AccountUsage(lifetime.isNumber() ? lifetime.longValue() : null,
                    Json.list(answer.path("dailyUsageBuckets"), day -> new AccountUsage.Day(
                            Json.textOrEmpty(day, "startDate"), day.path("tokens").asLong())),
                    answer);
        });
    }
}
