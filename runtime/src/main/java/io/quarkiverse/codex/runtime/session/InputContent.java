package io.quarkiverse.codex.runtime.session;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.TurnInput;

/**
 * The parts of an input as they are recorded: in the form in which codex itself writes down what the user said.
 */
final class InputContent {

    private InputContent() {
    }

    static List<JsonNode> of(TurnInput input) {
        List<JsonNode> content = new ArrayList<>();
        for (TurnInput.Part part : input.parts()) {
            content.add(of(part));
        }
        return content;
    }

    private static ObjectNode of(TurnInput.Part part) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (part instanceof TurnInput.Text text) {
            return node.put("type", "text").put("text", text.text());
        }
        if (part instanceof TurnInput.Image image) {
            return node.put("type", "localImage").put("path", image.file().toString());
        }
        if (part instanceof TurnInput.ImageUrl image) {
            return node.put("type", "image").put("url", image.url().toString());
        }
        if (part instanceof TurnInput.Skill skill) {
            return node.put("type", "skill").put("name", skill.name()).put("path", skill.path().toString());
        }
        TurnInput.Mention mention = (TurnInput.Mention) part;
        return node.put("type", "mention").put("name", mention.name()).put("path", mention.path());
    }
}
