package io.quarkiverse.codex.review;

import java.sql.SQLException;
import java.util.List;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolException;

/**
 * What the agent knows of earlier reviews. It reaches the findings of the source that it reviews, and no others.
 */
class FindingTools {

    private final Reviews reviews;
    private final FindingStore findings;

    FindingTools(Reviews reviews, FindingStore findings) {
        this.reviews = reviews;
        this.findings = findings;
    }

    @CodexTool(name = "known_findings", readOnly = true, description = "Lists what earlier reviews have found in a file and what"
            + " is not known to be mended. Ask before you report on the file.")
    List<KnownFinding> known(@ToolArg(description = "the file, relative to the working directory") String file,
            ToolContext context) throws SQLException {
        return findings.known(reviewOf(context).source(), file);
    }

    @CodexTool(name = "mark_mended", destructive = true, idempotent = true, description = "Marks a known finding as mended. Use"
            + " it only when you have seen that it is.")
    String markMended(@ToolArg(description = "the finding's id") long id, ToolContext context) throws SQLException {
        if (!findings.markMended(reviewOf(context).source(), id)) {
            throw new ToolException(
                    "There is no finding " + id + " that is not mended: ask for the known findings of the file");
        }
        return "Finding " + id + " is marked as mended";
    }

    private Review reviewOf(ToolContext context) {
        return reviews.ofThread(context.threadId())
                .orElseThrow(() -> new ToolException("Findings are known in reviews only: go on without them"));
    }
}
