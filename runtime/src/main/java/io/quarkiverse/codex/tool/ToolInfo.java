package io.quarkiverse.codex.tool;

import java.util.Objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
     * Returns a builder of a tool that takes no arguments.
     *
     * @param name by which the model calls it
     * @param description what it does and when to use it
     * @return the builder, never {@code null}
     */
    public static Builder builder(String name, String description) {
        return new Builder(name, description);
    }

    /**
     * Returns the name that no other tool of the application has.
     *
     * @return the name, after the namespace and a dot where there is one
     */
    public String qualifiedName() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }

    /**
     * Builds what the model is told of a tool.
     */
    public static final class Builder {

        private final String name;
        private final String description;
        private String namespace = "";
        private ObjectNode inputSchema = JsonNodeFactory.instance.objectNode().put("type", "object");
        private boolean readOnly;
        private boolean destructive;
        private boolean idempotent;

        private Builder(String name, String description) {
            this.name = Objects.requireNonNull(name, "name");
            this.description = Objects.requireNonNull(description, "description");
            inputSchema.putObject("properties");
            inputSchema.put("additionalProperties", false);
        }

        /**
         * Sets the group the tool belongs to.
         *
         * @param namespace the value
         * @return this builder
         */
        public Builder namespace(String namespace) {
            this.namespace = Objects.requireNonNull(namespace, "namespace");
            return this;
        }

        /**
         * Sets the JSON Schema of the arguments, an object's, of draft 2020-12.
         *
         * @param inputSchema the value, which is copied
         * @return this builder
         */
        public Builder inputSchema(ObjectNode inputSchema) {
            this.inputSchema = inputSchema.deepCopy();
            return this;
        }

        /**
         * Sets whether the tool changes nothing.
         *
         * @param readOnly the value
         * @return this builder
         */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /**
         * Sets whether the tool may destroy something.
         *
         * @param destructive the value
         * @return this builder
         */
        public Builder destructive(boolean destructive) {
            this.destructive = destructive;
            return this;
        }

        /**
         * Sets whether calling the tool again with the same arguments changes nothing more.
         *
         * @param idempotent the value
         * @return this builder
         */
        public Builder idempotent(boolean idempotent) {
            this.idempotent = idempotent;
            return this;
        }

        /**
         * Builds.
         *
         * @return the tool, never {@code null}
         */
        public ToolInfo build() {
            return new ToolInfo(namespace, name, description, inputSchema, readOnly, destructive, idempotent);
        }
    }
}
