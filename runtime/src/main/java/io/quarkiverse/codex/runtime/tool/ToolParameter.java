package io.quarkiverse.codex.runtime.tool;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A parameter of a tool's method.
 *
 * @param argument the argument's name, or {@code null} where the parameter is the {@code ToolContext}
 * @param type what the argument is decoded to, or {@code null} for the context
 * @param defaultValue what it is when it is not given; a JSON {@code null} for none
 */
record ToolParameter(String argument, JavaType type, JsonNode defaultValue) {

    boolean isContext() {
        return argument == null;
    }
}
