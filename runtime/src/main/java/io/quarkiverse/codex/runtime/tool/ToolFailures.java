package io.quarkiverse.codex.runtime.tool;

import java.time.Duration;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkiverse.codex.tool.ToolResult;

/**
 * Says to the model and to the log what has gone wrong with a call.
 *
 * @param message what the model is told of what nobody has foreseen
 * @param content logs what is said to the model
 */
record ToolFailures(String message, ContentLogger content) {

    private static final Logger LOG = Logger.getLogger(ToolFailures.class);

    ToolResult failed(String tool, Throwable failure) {
        if (failure instanceof BadArgumentsException) {
            LOG.debugf("The tool %s was not called, for its arguments are wrong", tool);
            return ToolResult.failure(failure.getMessage());
        }
        if (failure instanceof ToolException) {
            // Its message is for the model, and may repeat what that has said.
            LOG.debugf("The tool %s could not do it: %s", tool, failure.getClass().getName());
            content.failed("The tool " + tool + " could not do it", failure);
            return ToolResult.failure(failure.getMessage() == null ? unforeseen(tool) : failure.getMessage());
        }
        // Quarkus' own exceptions of authentication and authorization are such, too.
        if (failure instanceof SecurityException) {
            LOG.warnf("The tool %s was refused to whoever began the turn: %s", tool, failure.getClass().getName());
            return ToolResult.failure("Not allowed: the user of this turn may not call " + tool + ". Do not try again.");
        }
        LOG.warnf(failure, "The tool %s has failed", tool);
        return ToolResult.failure(unforeseen(tool));
    }

    ToolResult tookTooLong(String tool, Duration limit) {
        LOG.warnf("The tool %s did not answer within %s", tool, limit);
        return ToolResult.failure("The tool " + tool + " did not answer in time (" + limit.toMillis()
                + " ms). It may or may not have done what it was asked to.");
    }

    ToolResult unknown(String tool) {
        LOG.warnf("codex has called the tool %s, which is not among those of the turn", tool);
        return ToolResult.failure("The tool " + tool + " is not available: go on without it");
    }

    ToolResult turnIsOver() {
        return ToolResult.failure("The turn is over");
    }

    private String unforeseen(String tool) {
        return message.replace("{tool}", tool);
    }
}
