package io.quarkiverse.codex.test.tool;

import io.quarkiverse.codex.tool.CodexTool;

/**
 * The tool that {@link ToolDevModeTest} changes while the application runs.
 */
public class DevModeTools {

    @CodexTool(description = "Says what it was before")
    String say() {
        return "before";
    }
}
