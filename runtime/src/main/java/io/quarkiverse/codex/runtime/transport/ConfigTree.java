package io.quarkiverse.codex.runtime.transport;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * Values of codex' own configuration, collected from several places into one tree. A later value goes before an earlier one
 * of the same key, and tables are merged. Everything TOML or codex cannot hold is refused here, before codex is started.
 */
public final class ConfigTree {

    private final Map<String, Object> root = new LinkedHashMap<>();

    /**
     * Returns a tree of its own with the same values.
     *
     * @return the copy, never {@code null}
     */
    public ConfigTree copy() {
        ConfigTree copy = new ConfigTree();
        root.forEach((key, value) -> put(copy.root, key, value instanceof Map ? checked(value, key) : value));
        return copy;
    }

    /**
     * Sets a value.
     *
     * @param dottedKey the key as in {@code config.toml}: parts between dots, in quotes where they hold other characters
     *        than letters, digits, {@code _} and {@code -}
     * @param value a string, boolean, number, list or map with string keys
     * @throws CodexConfigurationException when the key or the value cannot be expressed
     */
    public void set(String dottedKey, Object value) {
        List<String> path = DottedKey.parse(dottedKey);
        if (!isBareKey(path.get(0))) {
            throw new CodexConfigurationException("The codex configuration key '" + dottedKey
                    + "' begins with a quoted part, and codex has no such key: see its config.toml reference");
        }
        path.forEach(part -> checkedText(part, dottedKey));
        Object checked = checked(value, dottedKey);
        Map<String, Object> table = root;
        for (String part : path.subList(0, path.size() - 1)) {
            table = table(table, part);
        }
        put(table, path.get(path.size() - 1), checked);
    }

    @SuppressWarnings("unchecked") // only this class puts maps into the tree
    private static Map<String, Object> table(Map<String, Object> parent, String key) {
        if (!(parent.get(key) instanceof Map)) {
            parent.put(key, new LinkedHashMap<String, Object>());
        }
        return (Map<String, Object>) parent.get(key);
    }

    private static void put(Map<String, Object> table, String key, Object value) {
        if (value instanceof Map<?, ?> map && table.get(key) instanceof Map) {
            map.forEach((name, inner) -> put(table(table, key), (String) name, inner));
        } else {
            table.put(key, value);
        }
    }

    private static Object checked(Object value, String where) {
        if (value instanceof String text) {
            return checkedText(text, where);
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof Byte) {
            return value;
        } else if (value instanceof BigInteger number) {
            return checkedInteger(number, where);
        } else if (value instanceof Number number) {
            return checkedFloat(number.doubleValue(), where);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Collection<?> list) {
            return checkedList(list, where);
        } else if (value instanceof Map<?, ?> map) {
            return checkedMap(map, where);
        }
        throw new CodexConfigurationException("The codex configuration value of '" + where + "' is "
                + (value == null ? "null, which TOML cannot express: leave the key out"
                        : "a " + value.getClass().getName()
                                + ": give a string, boolean, number, list or map with string keys"));
    }

    private static Object checkedInteger(BigInteger number, String where) {
        if (number.bitLength() > 63) {
            throw new CodexConfigurationException("The codex configuration value of '" + where
                    + "' is an integer beyond 64 bits, which TOML cannot express: give it as a string");
        }
        return number.longValue();
    }

    private static Double checkedFloat(double number, String where) {
        if (!Double.isFinite(number)) {
            throw new CodexConfigurationException(
                    "The codex configuration value of '" + where + "' is " + number + ": give a finite number");
        }
        return number;
    }

    private static List<Object> checkedList(Collection<?> list, String where) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(checked(element, where + "[" + copy.size() + "]"));
        }
        return copy;
    }

    private static Map<String, Object> checkedMap(Map<?, ?> map, String where) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> {
            if (!(key instanceof String name) || name.isEmpty()) {
                throw new CodexConfigurationException("The codex configuration value of '" + where + "' has the key '" + key
                        + "': keys must be strings that are not empty");
            }
            checkedText(name, where);
            copy.put(name, checked(inner, where + "." + name));
        });
        return copy;
    }

    private static String checkedText(String text, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                throw new CodexConfigurationException("The codex configuration value of '" + where
                        + "' has half a surrogate pair at position " + i + ", which is no character: remove it");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    /**
     * Returns a string that was set.
     *
     * @param key a key of the top level
     * @return the string, or {@code null}
     */
    public String text(String key) {
        return root.get(key) instanceof String text ? text : null;
    }

    /**
     * Returns whether a key can stand without quotes.
     *
     * @param key one part of a dotted key
     * @return whether it consists of letters, digits, {@code _} and {@code -}
     */
    public static boolean isBareKey(String key) {
        return DottedKey.isBare(key);
    }

    /**
     * Returns the tree.
     *
     * @return strings, booleans, numbers, lists and maps; not to be changed; never {@code null}
     */
    public Map<String, Object> values() {
        return root;
    }
}
