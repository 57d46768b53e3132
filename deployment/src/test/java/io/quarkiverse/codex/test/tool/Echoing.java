package io.quarkiverse.codex.test.tool;

import java.util.List;

import io.quarkiverse.codex.tool.CodexTool;

/**
 * A tool for subclasses, each with a type of its own.
 */
abstract class Echoing<T> {

    @CodexTool(description = "Says again what it hears")
    String echo(List<T> values) {
        return values.get(0).getClass().getSimpleName() + values;
    }
}
