package io.quarkiverse.codex.runtime.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.ToolsConfig;
import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.codex.tool.ToolSelection;
import io.smallrye.mutiny.Uni;

/**
 * The tools of one client. Thread-safe.
 */
public final class ToolDesk {

    private static final Logger LOG = Logger.getLogger(ToolDesk.class);

    private final String clientName;
    private final ToolRegistry registry;
    private final Map<String, Tool> added = new ConcurrentHashMap<>();
    private final ToolSettings settings;
    private final ToolResults results;
    private final ToolFailures failures;
    private final ScheduledExecutorService timer;
    private final Function<Collection<String>, List<String>> names;
    private final AtomicBoolean namesChecked = new AtomicBoolean();

    /**
     * @param clientName the client's name
     * @param registry the tools that the application was built with
     * @param config what the client's configuration says of tools
     * @param selection which of the tools that the configuration leaves there are for the client
     * @param mapper writes what tools return
     * @param timer measures how long they take, and may be blocked
     * @param content logs what tools say to the model
     */
    public ToolDesk(String clientName, ToolRegistry registry, ToolsConfig config, ToolSelection selection,
            ObjectMapper mapper, ScheduledExecutorService timer, ContentLogger content) {
        this(clientName, registry, ToolSettings.of(config, selection), mapper, timer, content,
                new ConfiguredNames(clientName, config)::problems);
    }

    ToolDesk(String clientName, ToolRegistry registry, ToolSettings settings, ObjectMapper mapper,
            ScheduledExecutorService timer) {
        this(clientName, registry, settings, mapper, timer, ContentLogger.NONE, names -> List.of());
    }

    private ToolDesk(String clientName, ToolRegistry registry, ToolSettings settings, ObjectMapper mapper,
            ScheduledExecutorService timer, ContentLogger content, Function<Collection<String>, List<String>> names) {
        this.names = names;
        this.timer = timer;
        this.clientName = clientName;
        this.registry = registry;
        this.settings = settings;
        this.results = new ToolResults(mapper.writer(), settings.maxResultBytes());
        this.failures = new ToolFailures(settings.failureMessage(), content);
    }

    /**
     * Begins a turn.
     *
     * @param selection which of the client's tools are called in the thread, empty for all
     * @param caller who has begun the turn
     * @return what calls tools during the turn, to be closed with it; never {@code null}
     */
    public TurnTools openTurn(Optional<ToolSelection> selection, Caller caller) {
        // Not before: what is added at run time is there when the first turn begins, as a rule.
        if (namesChecked.compareAndSet(false, true)) {
            names.apply(all().keySet()).forEach(LOG::warn);
        }
        return new TurnTools(this, selection.orElse(ToolSelection.all()), caller);
    }

    private Map<String, Tool> all() {
        Map<String, Tool> all = new TreeMap<>(registry.tools());
        all.putAll(added);
        return all;
    }

    /**
     * Returns the client's tools in the order of their qualified names.
     */
    List<ToolInfo> list() {
        Map<String, Tool> all = all();
        List<ToolInfo> offered = new ArrayList<>(all.size());
        all.forEach((name, tool) -> {
            if (settings.offered().includes(tool.info())) {
                offered.add(tool.info());
            }
        });
        return List.copyOf(offered);
    }

    /**
     * @throws CodexConfigurationException when there is a tool of that name
     */
    void add(Tool tool) {
        String name = tool.info().qualifiedName();
        if (registry.tools().containsKey(name) || added.putIfAbsent(name, tool) != null) {
            throw new CodexConfigurationException("There is a tool named " + name
                    + " already: remove that one first, or choose another name or namespace");
        }
    }

    void remove(Tool tool) {
        added.remove(tool.info().qualifiedName(), tool);
    }

    /** Gives a result, not a failure. */
    Uni<ToolResult> call(ToolCall call, ToolSelection selection, Caller caller, ToolContextImpl context) {
        String name = call.qualifiedName();
        Tool tool = added.getOrDefault(name, registry.tools().get(name));
        if (tool == null || !settings.offered().includes(tool.info()) || !selection.includes(tool.info())) {
            return Uni.createFrom().item(failures.unknown(name));
        }
        Caller prepared = caller.after(() -> {
            LogContext.enter(clientName, call.threadId(), call.turnId());
            call.preparation().run();
        });
        Uni<ToolResult> answer = tool.call(prepared, context, call.arguments()).map(results::of);
        Duration limit = settings.timeout(name);
        if (!limit.isZero()) {
            answer = answer.ifNoItem().after(limit).on(timer).recoverWithItem(() -> {
                context.cancel();
                return failures.tookTooLong(name, limit);
            });
        }
        return answer.onFailure().recoverWithItem(failure -> limited(failures.failed(name, failure)));
    }

    ToolResult limited(ToolResult result) {
        return results.limited(result);
    }

    String clientName() {
        return clientName;
    }

    ToolFailures failures() {
        return failures;
    }
}
