package io.quarkiverse.codex.runtime.transport.appserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.PastMessage;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

/**
 * A turn as the app-server understands it.
 * <p>
 * All options are given to the thread and none to the turn: those of {@code turn/start} would hold for later turns too, and
 * there are fewer of them. Configuration is given by dotted keys, for a table would replace the whole of what codex has of
 * its name.
 */
final class ThreadParameters {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** For how long codex keeps a thread in memory that was closed: half an hour, if it is not told otherwise. */
    private static final String UNLOAD_DELAY = "thread_unload_delay_secs";

    private ThreadParameters() {
    }

    /**
     * The parameters of {@code thread/start}, which are those of {@code thread/resume} as well.
     */
    static ObjectNode thread(TurnSettings settings) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        String directory = settings.workingDirectory().toString();
        if (!directory.isEmpty()) {
            params.put("cwd", directory);
        }
        params.put("ephemeral", settings.ephemeral());
        ObjectNode config = params.putObject("config");
        settings.config().values().forEach((key, value) -> flatten(key, value, config));
        if (!config.has(UNLOAD_DELAY)) {
            config.put(UNLOAD_DELAY, 0);
        }
        move(config, "model", params, "model");
        move(config, "sandbox_mode", params, "sandbox");
        move(config, "approval_policy", params, "approvalPolicy");
        move(config, "developer_instructions", params, "developerInstructions");
        if (!settings.additionalDirectories().isEmpty()) {
            ArrayNode roots = config.withArray("sandbox_workspace_write.writable_roots");
            settings.additionalDirectories().stream().map(Path::toString).forEach(roots::add);
        }
        return params;
    }

    private static void flatten(String path, Object value, ObjectNode target) {
        if (value instanceof Map<?, ?> table && !table.isEmpty()
                && table.keySet().stream().allMatch(key -> ConfigTree.isBareKey((String) key))) {
            table.forEach((key, inner) -> flatten(path + "." + key, inner, target));
        } else {
            target.set(path, MAPPER.valueToTree(value));
        }
    }

    private static void move(ObjectNode config, String key, ObjectNode params, String name) {
        if (config.has(key)) {
            params.set(name, config.remove(key));
        }
    }

    /**
     * The parameters of {@code turn/start}.
     *
     * @param messageId what codex calls the input by when it tells of it
     */
    static ObjectNode turn(String threadId, TurnRequest request, String messageId) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("threadId", threadId);
        params.put("clientUserMessageId", messageId);
        params.set("input", input(request.input(), request.settings().workingDirectory()));
        request.outputSchema().ifPresent(schema -> params.set("outputSchema", schema));
        return params;
    }

    /**
     * An input as a list of the app-server's input items.
     */
    static ArrayNode input(TurnInput input, Path workingDirectory) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        String prompt = input.parts().stream().filter(TurnInput.Text.class::isInstance)
                .map(part -> ((TurnInput.Text) part).text()).collect(Collectors.joining("\n\n"));
        if (!prompt.isEmpty()) {
            items.addObject().put("type", "text").put("text", prompt);
        }
        for (TurnInput.Part part : input.parts()) {
            if (part instanceof TurnInput.Image image) {
                items.addObject().put("type", "localImage").put("path", workingDirectory.resolve(image.file()).toString());
            } else if (part instanceof TurnInput.ImageUrl image) {
                items.addObject().put("type", "image").put("url", image.url().toString());
            } else if (part instanceof TurnInput.Skill skill) {
                items.addObject().put("type", "skill").put("name", skill.name()).put("path", skill.path().toString());
            } else if (part instanceof TurnInput.Mention mention) {
                items.addObject().put("type", "mention").put("name", mention.name()).put("path", mention.path());
            }
        }
        return items;
    }

    /**
     * The parameters of {@code thread/inject_items}: messages as the model's own service has them.
     */
    static ObjectNode past(String threadId, List<PastMessage> past) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("threadId", threadId);
        ArrayNode items = params.putArray("items");
        for (PastMessage message : past) {
            boolean byUser = message.speaker() == PastMessage.Speaker.USER;
            items.addObject().put("type", "message").put("role", byUser ? "user" : "assistant").putArray("content")
                    .addObject().put("type", byUser ? "input_text" : "output_text").put("text", message.text());
        }
        return params;
    }

    static ObjectNode interrupt(String threadId, String turnId) {
        return JsonNodeFactory.instance.objectNode().put("threadId", threadId).put("turnId", turnId);
    }

    static ObjectNode steer(String threadId, String turnId, String messageId, ArrayNode input) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("threadId", threadId).put("expectedTurnId", turnId)
                .put("clientUserMessageId", messageId);
        params.set("input", input);
        return params;
    }
}
