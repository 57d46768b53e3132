package io.quarkiverse.codex.review;

import java.util.ArrayList;
import java.util.List;

import io.restassured.path.json.JsonPath;

/**
 * A message of a stream of server-sent events.
 *
 * @param id empty for none
 * @param name empty for none
 */
record SseMessage(String id, String name, JsonPath data) {

    static List<SseMessage> parse(String stream) {
        List<SseMessage> messages = new ArrayList<>();
        for (String block : stream.split("\n\n")) {
            if (!block.isBlank()) {
                messages.add(new SseMessage(field("id", block), field("event", block), JsonPath.from(field("data", block))));
            }
        }
        return messages;
    }

    private static String field(String name, String block) {
        StringBuilder value = new StringBuilder();
        for (String line : block.lines().toList()) {
            if (line.startsWith(name + ":")) {
                value.append(line.substring(name.length() + 1));
            }
        }
        return value.toString().strip();
    }

    String type() {
        return data.getString("type");
    }

    boolean isCompletedCommand() {
        return "item.completed".equals(type()) && "command_execution".equals(data.getString("item.type"));
    }

    @Override
    public String toString() {
        return id + " " + name + " " + data.prettify();
    }
}
