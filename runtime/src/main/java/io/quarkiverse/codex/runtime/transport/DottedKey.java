package io.quarkiverse.codex.runtime.transport;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * Reads TOML's dotted keys: {@code features.shell_snapshot}, {@code projects."/srv/my.app".trust_level}.
 */
final class DottedKey {

    private final String key;
    private int position;

    private DottedKey(String key) {
        this.key = key;
    }

    static List<String> parse(String key) {
        return new DottedKey(key).parts();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        do {
            String part = position < key.length() && isQuote(key.charAt(position)) ? quoted() : bare();
            if (part.isEmpty()) {
                throw refused("has an empty part");
            }
            parts.add(part);
        } while (dot());
        return parts;
    }

    private boolean dot() {
        if (position == key.length()) {
            return false;
        }
        if (key.charAt(position) != '.') {
            throw refused("has '" + key.charAt(position) + "' after a closing quote");
        }
        position++;
        return true;
    }

    private String bare() {
        int start = position;
        while (position < key.length() && key.charAt(position) != '.') {
            if (!isBare(key.charAt(position))) {
                throw refused("has '" + key.charAt(position) + "' outside of quotes");
            }
            position++;
        }
        return key.substring(start, position);
    }

    private String quoted() {
        char quote = key.charAt(position++);
        StringBuilder part = new StringBuilder();
        while (position < key.length() && key.charAt(position) != quote) {
            char c = key.charAt(position++);
            if (c == '\\' && quote == '"') {
                part.append(escaped());
            } else {
                part.append(c);
            }
        }
        if (position == key.length()) {
            throw refused("has a quote that is not closed");
        }
        position++;
        return part.toString();
    }

    private char escaped() {
        char c = position < key.length() ? key.charAt(position++) : 0;
        if (c != '"' && c != '\\') {
            throw refused("has an escape other than \\\" and \\\\");
        }
        return c;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    static boolean isBare(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    static boolean isBare(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> isBare((char) c));
    }

    private CodexConfigurationException refused(String why) {
        return new CodexConfigurationException("The codex configuration key '" + key + "' " + why
                + ": write parts of letters, digits, '_' and '-' with dots between them, and other parts in double quotes,"
                + " as in projects.\"/srv/my.app\".trust_level");
    }
}
