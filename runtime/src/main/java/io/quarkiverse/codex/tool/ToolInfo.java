package io.quarkiverse.codex.tool;

import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool as the model sees it.
 *
 * @param namespace the group it belongs to, or an empty string for none; never {@code null}
 * @param name by which the model calls it, never {@code null}
 * @param description what it does, never {@code null}
 * @param inputSchema the JSON Schema of its arguments, an object's; not to be changed, never {@code null}
 * @param readOnly whether it changes nothing
 * @param destructive whether it may destroy something
 * @param idempotent whether calling it again with the same arguments changes nothing more
 */
public record ToolInfo(String namespace, String name, String description, ObjectNode inputSchema, boolean readOnly,
        boolean destructive, boolean idempotent) {

    public ToolInfo {
        namespace = namespace == null ? "" : namespace;
        Objects.requireNonNull(name, "name");
        description = description == null ? "" : description;
        Objects.requireNonNull(inputSchema, "inputSchema");
    }

    /**
     * Returns the name that no other tool of the application has.
     *
     * @return the name, after the namespace and a dot where there is one
     */
    public String qualifiedName() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
