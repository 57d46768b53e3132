package io.quarkiverse.codex.runtime.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * From the app-server's names, which are camelCase, to those of exec. The trees that come are left as they are; what is made
 * shares their values.
 */
final class AppServerNames {

    private AppServerNames() {
    }

    /** Which of the app-server's names stands for which of exec's, as far as they differ. */
    static Map<String, String> of(List<String> execNames) {
        Map<String, String> names = new HashMap<>();
        for (String execName : execNames) {
            String camel = camel(execName);
            if (!camel.equals(execName)) {
                names.put(camel, execName);
            }
        }
        return Map.copyOf(names);
    }

    private static String camel(String execName) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < execName.length(); i++) {
            char c = execName.charAt(i);
            // The underscore of "_meta" does not separate words.
            if (c == '_' && i > 0 && i + 1 < execName.length()) {
                camel.append(Character.toUpperCase(execName.charAt(++i)));
            } else {
                camel.append(c);
            }
        }
        return camel.toString();
    }

    /** The name of an enum's constant as exec writes it: both are made from the same constants of codex. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append(i == 0 ? "" : "_").append((char) (c - 'A' + 'a'));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    /** Gives a member, if it is a text, the name that exec has for it. */
    static void toSnake(ObjectNode node, String member) {
        String text = node.path(member).textValue();
        if (text != null) {
            node.set(member, TextNode.valueOf(snake(text)));
        }
    }

    /**
     * Copies an object, one level deep.
     *
     * @param names which members get another name
     * @param without which members are left out, as all are that are {@code null}
     */
    static ObjectNode renamed(JsonNode node, Map<String, String> names, Set<String> without) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            String name = member.getKey();
            if (!member.getValue().isNull() && !without.contains(name)) {
                renamed.set(names.getOrDefault(name, name), member.getValue());
            }
        });
        return renamed;
    }

    /** Sets what is left of an object without some members, if anything is. */
    static void setRest(ObjectNode target, String name, JsonNode node, Set<String> without) {
        JsonNode rest = node.isObject() ? renamed(node, Map.of(), without) : node;
        if (!rest.isMissingNode() && !rest.isNull() && !(rest.isObject() && rest.isEmpty())) {
            target.set(name, rest);
        }
    }
}
