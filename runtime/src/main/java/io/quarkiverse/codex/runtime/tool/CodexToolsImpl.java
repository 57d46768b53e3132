package io.quarkiverse.codex.runtime.tool;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexTools;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.schema.SchemaCheck;
import io.quarkiverse.codex.runtime.schema.Violation;
import io.quarkiverse.codex.tool.ToolFunction;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * A client's tools, as its users see them.
 */
public final class CodexToolsImpl implements CodexTools {

    private final ToolDesk desk;

    public CodexToolsImpl(ToolDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<ToolInfo> list() {
        return desk.list();
    }

    @Override
    public Registration add(ToolInfo tool, ToolFunction function) {
        Objects.requireNonNull(function, "function");
        check(tool);
        AddedTool added = new AddedTool(tool, function);
        desk.add(added);
        return new Registration() {

            @Override
            public ToolInfo tool() {
                return tool;
            }

            @Override
            public void remove() {
                desk.remove(added);
            }
        };
    }

    /**
     * Calls a tool as an agent would, but with no turn around it.
     *
     * @param caller who has it called
     * @return what the tool answers; never fails
     */
    public Uni<ToolResult> call(ToolCall call, Caller caller) {
        return Uni.createFrom().deferred(() -> {
            TurnTools tools = desk.openTurn(Optional.empty(), caller);
            return tools.call(call).onTermination().invoke(tools::close);
        });
    }

    private static void check(ToolInfo tool) {
        ToolNames.problem(tool.namespace(), tool.name()).ifPresent(problem -> {
            throw new CodexConfigurationException("The tool " + tool.qualifiedName() + " will not do: " + problem);
        });
        if (tool.description().isBlank()) {
            throw new CodexConfigurationException("The tool " + tool.qualifiedName()
                    + " will not do: the model knows it by its description only, give it one");
        }
        List<Violation> problems = SchemaCheck.problems(tool.inputSchema());
        if (!problems.isEmpty() || !"object".equals(tool.inputSchema().path("type").asText())) {
            throw new CodexConfigurationException("The tool " + tool.qualifiedName()
                    + " will not do: its input schema must be a JSON Schema of draft 2020-12 with the type 'object'"
                    + problems.stream().map(Violation::toString).collect(Collectors.joining("; ", ". ", "")));
        }
    }
}
