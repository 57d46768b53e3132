package io.quarkiverse.codex.runtime.mcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The turns whose codex may come, by their tokens.
 */
@Singleton
public class McpTurns {

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    /** By digests, so that how long looking one up takes tells nothing of the tokens there are. */
    private final Map<String, McpTurn> turns = new ConcurrentHashMap<>();

    String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void enter(McpTurn turn) {
        turns.put(digest(turn.token()), turn);
    }

    void leave(McpTurn turn) {
        turns.remove(digest(turn.token()));
    }

    /**
     * Returns the turn of a token, or {@code null} where there is none or it is over.
     */
    McpTurn find(String token) {
        return turns.get(digest(token));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
