package io.quarkiverse.codex.hook;

/**
 * One of the application's tools has failed: it answered so, threw, took too long, or was called with arguments that it cannot
 * be called with.
 */
public interface ToolFailure extends AfterTool {
}
