package org.acme;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;

/**
 * What codex can ask of your application.
 */
public class Inventory {

    @CodexTool(description = "Tells how many pieces of an article there are", readOnly = true)
    public int count(@ToolArg(description = "The name of the article") String article) {
        return article.length();
    }
}
