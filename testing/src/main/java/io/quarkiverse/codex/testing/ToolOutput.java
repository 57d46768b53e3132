package io.quarkiverse.codex.testing;

/**
 * What codex reports back to the model about a tool it ran.
 *
 * @param callId the id of the call it answers, never {@code null}
 * @param tool the name of the tool that was called, empty when the call is not part of the request
 * @param text the output; several text parts are joined by line breaks, images are left out
 */
public record ToolOutput(String callId, String tool, String text) {
}
