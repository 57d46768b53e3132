package io.quarkiverse.codex.runtime.protocol.rpc;

import java.util.regex.Pattern;

/**
 * Sees whom a message concerns in passing: reads its bytes once, however many there are, and keeps nothing but the few short
 * values that tell. It has to look at all of them, for codex names the thread after the item.
 * <p>
 * Lenient: of what is no message, it sees nothing.
 */
final class EnvelopeScanner {

    /** Names and ids are shorter. */
    private static final int MOST_CHARACTERS = 200;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final int OF_MESSAGE = 1;
    private static final int OF_PARAMS = 2;

    private final StringBuilder word = new StringBuilder();
    private boolean inString;
    private boolean escaped;
    private boolean plain;
    private boolean quoted;
    private int depth;
    private boolean message;
    private boolean params;
    private String name;
    private RpcId id;
    private String method;
    private String threadId;
    private String turnId;

    /**
     * Reads on.
     */
    void scan(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            scan(bytes[i]);
        }
    }

    /**
     * Returns what was seen.
     */
    RpcMessage.Oversized message(long length) {
        return new RpcMessage.Oversized(id, method, threadId, turnId, length);
    }

    private void scan(byte character) {
        if (inString) {
            inString(character);
            return;
        }
        switch (character) {
            case '"' -> {
                inString = true;
                begin(true);
            }
            case '{', '[' -> open(character == '{');
            case '}', ']' -> {
                value();
                depth--;
                name = null;
            }
            case ':' -> {
                name = watched() && plain && quoted ? word.toString() : null;
                begin(false);
            }
            case ',' -> {
                value();
                name = null;
            }
            case ' ', '\t', '\r' -> {
                // Between the words.
            }
            default -> keep(character);
        }
    }

    private void inString(byte character) {
        if (escaped) {
            escaped = false;
        } else if (character == '\\') {
            escaped = true;
            plain = false;
        } else if (character == '"') {
            inString = false;
        } else {
            keep(character);
        }
    }

    private void begin(boolean string) {
        word.setLength(0);
        plain = true;
        quoted = string;
    }

    private void keep(byte character) {
        if (!watched()) {
            return;
        }
        // None of the words looked for has anything beyond ASCII.
        if (character < 0 || word.length() == MOST_CHARACTERS) {
            plain = false;
        } else if (plain) {
            word.append((char) character);
        }
    }

    private void open(boolean object) {
        depth++;
        if (depth == OF_MESSAGE) {
            message = object;
        } else if (depth == OF_PARAMS) {
            params = object && message && "params".equals(name);
        }
        name = null;
        begin(false);
    }

    private boolean watched() {
        return depth == OF_MESSAGE ? message : depth == OF_PARAMS && params;
    }

    private void value() {
        if (name == null || !watched() || !plain || word.isEmpty()) {
            return;
        }
        String value = word.toString();
        if (depth == OF_PARAMS) {
            if (quoted && name.equals("threadId")) {
                threadId = value;
            } else if (quoted && name.equals("turnId")) {
                turnId = value;
            }
        } else if (quoted && name.equals("method")) {
            method = value;
        } else if (name.equals("id") && (quoted || NUMBER.matcher(value).matches())) {
            id = new RpcId(value, !quoted);
        }
    }
}
