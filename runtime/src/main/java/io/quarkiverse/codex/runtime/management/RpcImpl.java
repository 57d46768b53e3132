package io.quarkiverse.codex.runtime.management;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexRpc;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.management.CodexInfo;
import io.quarkiverse.codex.management.RpcNotification;
import io.quarkiverse.codex.runtime.protocol.ServerGreeting;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The raw door of a client.
 */
public final class RpcImpl implements CodexRpc {

    private static final String FEATURE = "rpc";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String BEFORE_THE_NAMES = "expected one of";

    private final RpcAccess access;

    public RpcImpl(RpcAccess access) {
        this.access = access;
    }

    @Override
    public Uni<JsonNode> request(String method, Object params) {
        return Uni.createFrom().deferred(
                () -> access.request(FEATURE, method, params == null ? null : access.mapper().valueToTree(params)));
    }

    @Override
    public <T> Uni<T> request(String method, Object params, Class<T> type) {
        return request(method, params).map(result -> decode(method, result, type));
    }

    private <T> T decode(String method, JsonNode result, Class<T> type) {
        try {
            return access.mapper().readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(result);
        } catch (IOException e) {
            throw new CodexProtocolException("The result of " + method + " is no " + type.getName()
                    + ": look at it as JSON, and choose a type that fits", e);
        }
    }

    @Override
    public Uni<Set<String>> methods() {
        return Uni.createFrom().deferred(() -> access.door(FEATURE).refusalOfUnknownMethod()).map(words -> {
            int names = words.indexOf(BEFORE_THE_NAMES);
            if (names < 0) {
                throw new CodexUnsupportedException("This codex does not say which methods it knows: try the one that is"
                        + " needed", "methods");
            }
            Set<String> methods = new LinkedHashSet<>();
            for (Matcher matcher = NAME.matcher(words.substring(names)); matcher.find();) {
                methods.add(matcher.group(1));
            }
            return Set.copyOf(methods);
        });
    }

    @Override
    public Multi<RpcNotification> notifications() {
        return Multi.createFrom().deferred(() -> access.door(FEATURE).notifications());
    }

    /**
     * Returns which codex is behind the door.
     */
    public Uni<CodexInfo> info() {
        return Uni.createFrom().deferred(() -> access.door("info").greeting())
                .map(greeting -> new CodexInfo(Json.textOrEmpty(greeting, "userAgent"), ServerGreeting.version(greeting),
                        Json.text(greeting, "codexHome"), Json.text(greeting, "platformFamily"),
                        Json.text(greeting, "platformOs"), access.transportName(), greeting));
    }
}
