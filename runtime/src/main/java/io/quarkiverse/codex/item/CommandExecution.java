package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A command that the agent ran, or was not allowed to run, in its sandbox.
 *
 * @param id see {@link ThreadItem#id()}
 * @param command the command line, never {@code null}
 * @param aggregatedOutput standard output and error as they came, interleaved; never {@code null}; can be megabytes
 * @param exitCode the exit code, or {@code null} while the command runs and when it never ran
 * @param status how far the command is; {@link ItemStatus#DECLINED} when an approval or the sandbox policy refused it
 * @param cwd the directory it runs in, or {@code null} where codex did not say, as with the exec transport
 * @param durationMs how long it took in milliseconds, or {@code null} while it runs and with the exec transport
 * @param extra see {@link ThreadItem#extra()}
 */
public record CommandExecution(String id, String command, String aggregatedOutput, Integer exitCode, ItemStatus status,
        String cwd, Long durationMs, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "command_execution";

    public CommandExecution {
        id = id == null ? "" : id;
        command = command == null ? "" : command;
        aggregatedOutput = aggregatedOutput == null ? "" : aggregatedOutput;
        status = status == null ? ItemStatus.UNKNOWN : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public CommandExecution(String id, String command, String aggregatedOutput, Integer exitCode, ItemStatus status, String cwd,
            Long durationMs) {
        this(id, command, aggregatedOutput, exitCode, status, cwd, durationMs, Map.of());
    }

    /**
     * Creates an item with what the exec transport knows of a command.
     */
    public CommandExecution(String id, String command, String aggregatedOutput, Integer exitCode, ItemStatus status) {
        this(id, command, aggregatedOutput, exitCode, status, null, null, Map.of());
    }

    /**
     * Creates an item with what the exec transport knows of a command.
     */
    public CommandExecution(String id, String command, String aggregatedOutput, Integer exitCode, ItemStatus status,
            Map<String, JsonNode> extra) {
        this(id, command, aggregatedOutput, exitCode, status, null, null, extra);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
