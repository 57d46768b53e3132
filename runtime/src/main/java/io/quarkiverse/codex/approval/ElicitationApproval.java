package io.quarkiverse.codex.approval;

import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An MCP server asks something (MCP's {@code elicitation/create}), or codex asks whether a tool of an MCP server may be
 * called, which comes the same way.
 * <p>
 * {@link ApprovalDecision#accept()} suits a tool call and a question that needs no data; where data is needed it is
 * {@link ApprovalDecision#acceptWithContent(JsonNode)}.
 *
 * @param origin see {@link ApprovalRequest#origin()}
 * @param serverName the MCP server's name in codex' configuration, never {@code null}
 * @param mode {@code form}, {@code url} or another word; never {@code null}
 * @param message what is asked, for a person; or {@code null}
 * @param requestedSchema the JSON schema of the data asked for, an object of plain values; or {@code null}
 * @param url the address a person is asked to visit, which can bear secrets; or {@code null}
 * @param elicitationId the MCP server's id of the visit, or {@code null}
 * @param meta the request's {@code _meta}, or {@code null}
 */
public record ElicitationApproval(Origin origin, String serverName, String mode, String message, JsonNode requestedSchema,
        String url, String elicitationId, JsonNode meta) implements ApprovalRequest {

    /** The mode that asks for data. */
    public static final String FORM = "form";
    /** The mode that asks to visit an address. */
    public static final String URL = "url";

    public ElicitationApproval {
        Objects.requireNonNull(origin, "origin");
        serverName = serverName == null ? "" : serverName;
        mode = mode == null ? FORM : mode;
    }

    /**
     * Returns the name of the MCP server's tool that codex wants to call.
     *
     * @return the name, or empty when the MCP server itself asks
     */
    public Optional<String> toolName() {
        return toolCall() ? Optional.ofNullable(meta.path("tool_name").textValue()) : Optional.empty();
    }

    /**
     * Returns the arguments of the tool that codex wants to call.
     *
     * @return the arguments, or empty when the MCP server itself asks
     */
    public Optional<JsonNode> toolArguments() {
        return toolCall() ? Optional.ofNullable(meta.get("tool_params")) : Optional.empty();
    }

    private boolean toolCall() {
        return meta != null && "mcp_tool_call".equals(meta.path("codex_approval_kind").textValue());
    }

    @Override
    public String toString() {
        return "ElicitationApproval" + origin;
    }
}
