package io.quarkiverse.codex.runtime.transport.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.runtime.transport.ConfigTree;

/**
 * Writes a tree of configuration values as the arguments of {@code --config}, which are the lines of a {@code config.toml},
 * too.
 * <p>
 * codex splits the key of such an argument at every dot and takes quotes for a part of the key, but reads the value as TOML.
 * So a table is written as dotted keys as far as all its keys are bare, and as an inline table where one is not.
 */
public final class TomlOverrides {

    private TomlOverrides() {
    }

    /**
     * Writes them.
     *
     * @param values strings, booleans, numbers, lists and maps with string keys, as {@code ConfigTree} has checked them
     * @return {@code key=value} for each leaf, in order
     */
    public static List<String> of(Map<String, Object> values) {
        List<String> overrides = new ArrayList<>();
        values.forEach((key, value) -> flatten(key, value, overrides));
        return overrides;
    }

    private static void flatten(String path, Object value, List<String> overrides) {
        if (value instanceof Map<?, ?> table && !table.isEmpty() && allKeysBare(table)) {
            table.forEach((key, inner) -> flatten(path + "." + key, inner, overrides));
        } else {
            StringBuilder override = new StringBuilder(path).append('=');
            write(value, override);
            overrides.add(override.toString());
        }
    }

    private static boolean allKeysBare(Map<?, ?> table) {
        return table.keySet().stream().allMatch(key -> ConfigTree.isBareKey((String) key));
    }

    private static void write(Object value, StringBuilder target) {
        if (value instanceof String text) {
            writeString(text, target);
        } else if (value instanceof List<?> list) {
            writeList(list, target);
        } else if (value instanceof Map<?, ?> table) {
            writeTable(table, target);
        } else {
            // Java's and TOML's notation of booleans and finite numbers are the same.
            target.append(value);
        }
    }

    private static void writeList(List<?> list, StringBuilder target) {
        String separator = "";
        target.append('[');
        for (Object element : list) {
            target.append(separator);
            write(element, target);
            separator = ", ";
        }
        target.append(']');
    }

    private static void writeTable(Map<?, ?> table, StringBuilder target) {
        String separator = "";
        target.append('{');
        for (Map.Entry<?, ?> entry : table.entrySet()) {
            target.append(separator);
            writeString((String) entry.getKey(), target);
            target.append(" = ");
            write(entry.getValue(), target);
            separator = ", ";
        }
        target.append('}');
    }

    /** Writes a TOML basic string, in which the controls and U+007F have to be escaped. */
    private static void writeString(String text, StringBuilder target) {
        target.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> target.append("\\\"");
                case '\\' -> target.append("\\\\");
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        target.append(String.format("\\u%04X", (int) c));
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }
}
