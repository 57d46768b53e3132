package io.quarkiverse.codex.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** One request codex sent to the model. Immutable, and silent about its bearer token unless asked for just that. */
public final class ModelRequest {

    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";

    private final byte[] body;
    private final Map<String, String> headers;
    private final String bearerToken;
    private final String prompt;
    private final String model;
    private final List<ToolOutput> toolOutputs;

    ModelRequest(byte[] body, Map<String, List<String>> headers) {
        this.body = body.clone();
        Map<String, String> visible = new LinkedHashMap<>();
        headers.forEach((name, values) -> visible.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        String authorization = visible.remove(AUTHORIZATION);
        this.headers = Map.copyOf(visible);
        this.bearerToken = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : null;
        // Only what every request is asked for is kept; the parsed whole is several times the size of its text.
        RequestBody read = read();
        this.prompt = read.prompt();
        this.model = read.model();
        this.toolOutputs = List.copyOf(read.toolOutputs());
    }

    /**
     * The whole body.
     *
     * @return parsed anew by each call, never {@code null}
     */
    public JsonNode json() {
        return Wire.parse(body);
    }

    /**
     * What the user said last. Codex's own remarks in the user's name, such as the environment or {@code AGENTS.md}, are left
     * out; over stdin codex adds a line break, which is left in.
     *
     * @return never {@code null}, empty when the user said nothing
     */
    public String prompt() {
        return prompt;
    }

    /**
     * The name of the model.
     *
     * @return never {@code null}
     */
    public String model() {
        return model;
    }

    /**
     * Everything the model is told besides the conversation: codex's own instructions, the developer's, and
     * {@code AGENTS.md}.
     *
     * @return never {@code null}
     */
    public String instructions() {
        return read().instructions();
    }

    /**
     * The outputs of the tools that ran since the user spoke, in order.
     *
     * @return an immutable list, never {@code null}
     */
    public List<ToolOutput> toolOutputs() {
        return toolOutputs;
    }

    /**
     * The JSON schema the final answer has to obey.
     *
     * @return empty when none was asked for
     */
    public Optional<JsonNode> schema() {
        JsonNode schema = read().schema();
        return schema.isObject() ? Optional.of(schema) : Optional.empty();
    }

    /**
     * The tools the model is told about: plain names, {@code namespace.name} for tools in a namespace, and the type for tools
     * of
     * the provider that have no name. Codex tells of MCP tools only on request, through {@code tool_search}; a script may call
     * them all the same.
     *
     * @return never {@code null}
     */
    public List<String> toolNames() {
        return List.copyOf(read().toolNames());
    }

    /**
     * The images the user sent with the prompt.
     *
     * @return their URLs, mostly {@code data:} URLs, never {@code null}
     */
    public List<String> images() {
        return List.copyOf(read().images());
    }

    /**
     * The headers, but for {@code authorization}.
     *
     * @return by lower case name, never {@code null}
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The thread the request belongs to.
     *
     * @return empty when codex does not tell
     */
    public Optional<String> threadId() {
        return Optional.ofNullable(headers.get("thread-id")).or(() -> turnMetadata("thread_id"));
    }

    /**
     * The turn the request belongs to.
     *
     * @return empty when codex does not tell
     */
    public Optional<String> turnId() {
        return turnMetadata("turn_id");
    }

    /**
     * The key codex authenticates with.
     *
     * @return empty when it sent none
     */
    public Optional<String> bearerToken() {
        return Optional.ofNullable(bearerToken);
    }

    /** The prompt and the progress of the turn, for messages. */
    @Override
    public String toString() {
        return "request of " + model + " for \"" + prompt.strip() + "\" after " + toolOutputs.size() + " tool outputs";
    }

    private Optional<String> turnMetadata(String name) {
        String metadata = headers.get("x-codex-turn-metadata");
        if (metadata == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(Wire.parse(metadata.getBytes(StandardCharsets.UTF_8)).path(name)
                .textValue());
    }

    private RequestBody read() {
        return new RequestBody(Wire.parse(body));
    }
}
