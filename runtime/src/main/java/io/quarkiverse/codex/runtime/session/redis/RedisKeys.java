package io.quarkiverse.codex.runtime.session.redis;

import io.quarkiverse.codex.session.SessionKey;

/**
 * The names under which a session is kept. What stands in braces is the same in all of them, so that a cluster keeps them on
 * one node.
 *
 * @param head the hash with what is known of the session
 * @param entries the list of its entries
 * @param lease the hash with who holds its lease
 */
record RedisKeys(String head, String entries, String lease) {

    private static final String HEAD = "}:head";

    static RedisKeys of(String prefix, SessionKey key) {
        String session = prefix + "{" + key.client() + "|" + key.name();
        return new RedisKeys(session + HEAD, session + "}:entries", session + "}:lease");
    }

    /**
     * Returns what all heads of a client's sessions match.
     */
    static String pattern(String prefix, String client) {
        return (prefix + "{" + client + "|").replaceAll("([\\\\*?\\[\\]^-])", "\\\\$1") + "*" + HEAD;
    }

    /**
     * Returns the name of the session whose head has a key.
     */
    static String name(String prefix, String client, String head) {
        return head.substring(prefix.length() + client.length() + 2, head.length() - HEAD.length());
    }
}
