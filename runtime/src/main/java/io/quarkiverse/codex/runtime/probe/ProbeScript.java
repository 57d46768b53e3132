package io.quarkiverse.codex.runtime.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the model of a probe answers: first it has codex run a command that does nothing, and when it hears of that, it is done.
 * The request says which of both it is, so that nothing need be remembered.
 */
final class ProbeScript {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What codex calls its tool for commands, and where that has the command. */
    private static final Map<String, String> COMMAND_ARGUMENTS = Map.of("exec_command", "cmd", "shell_command", "command");
    /** Known to every shell, and to no list of commands that need no leave. */
    private static final String COMMAND = "exit 0";
    private static final String ID = "quarkus-codex-probe";

    private ProbeScript() {
    }

    /**
     * Answers a request of the Responses API.
     *
     * @return server-sent events
     */
    static byte[] answer(byte[] request) throws IOException {
        JsonNode asked = MAPPER.readTree(request);
        String tool = commandTool(asked.path("tools"));
        ObjectNode item = tool == null || hasRun(asked.path("input")) ? message() : call(tool);
        StringBuilder events = new StringBuilder();
        write(event("response.created", JsonNodeFactory.instance.objectNode().put("id", ID)), events);
        ObjectNode done = JsonNodeFactory.instance.objectNode().put("type", "response.output_item.done")
                .put("output_index", 0);
        done.set("item", item);
        write(done, events);
        ObjectNode end = JsonNodeFactory.instance.objectNode().put("id", ID);
        end.putObject("usage").put("input_tokens", 0).put("output_tokens", 0).put("total_tokens", 0);
        write(event("response.completed", end), events);
        return events.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String commandTool(JsonNode tools) {
        for (JsonNode tool : tools) {
            String name = tool.path("name").asText();
            if (COMMAND_ARGUMENTS.containsKey(name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean hasRun(JsonNode input) {
        for (JsonNode item : input) {
            if (item.path("type").asText().endsWith("_output")) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode call(String tool) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put(COMMAND_ARGUMENTS.get(tool), COMMAND);
        return JsonNodeFactory.instance.objectNode().put("type", "function_call").put("id", "fc_" + ID)
                .put("call_id", "call_" + ID).put("name", tool).put("arguments", arguments.toString());
    }

    private static ObjectNode message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message").put("id", "msg_" + ID)
                .put("role", "assistant");
        message.putArray("content").addObject().put("type", "output_text").put("text", "Done.");
        return message;
    }

    private static ObjectNode event(String type, ObjectNode response) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("response", response);
        return event;
    }

    private static void write(ObjectNode event, StringBuilder events) {
        events.append("event: ").append(event.path("type").asText()).append("\ndata: ").append(event).append("\n\n");
    }
}
