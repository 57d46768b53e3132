package io.quarkiverse.codex.runtime.devui;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Answers the playground. What codex asks in its turns is left to whoever looks at the pages.
 */
@ApplicationScoped
public class PlaygroundPages {

    private final Instance<CodexClient> clients;
    private final PendingApprovals approvals;
    private final PageJson json;
    /** By the name that the page gave it. */
    private final Map<String, CodexTurn> running = new ConcurrentHashMap<>();

    public PlaygroundPages(@Any Instance<CodexClient> clients, PendingApprovals approvals, ObjectMapper mapper) {
        this.clients = clients;
        this.approvals = approvals;
        this.json = new PageJson(mapper);
    }

    /**
     * Runs a turn. Its last event is of type {@code over}, which the Dev UI would not tell the page else.
     *
     * @param turn the page's own name of it
     * @param thread the thread to go on with; empty for a new one
     */
    public Multi<JsonObject> streamTurn(String turn, String client, String thread, String prompt, String model,
            String reasoningEffort, String sandboxMode, String approvalMode) {
        return Multi.createFrom().deferred(() -> {
            ThreadOptions options = options(model, reasoningEffort, sandboxMode, approvalMode);
            return Sequel.of(start(client, thread, prompt, options), started -> events(turn, started));
        }).onFailure().recoverWithItem(failure -> PageJson.problem(failure).put("type", "failed"))
                .onCompletion().continueWith(JsonObject.of("type", "over"));
    }

    private Uni<CodexTurn> start(String client, String thread, String prompt, ThreadOptions options) {
        CodexClient codex = ClientLookup.find(clients, client);
        CodexThread opened = isGiven(thread) ? codex.resumeThread(thread, options) : codex.startThread(options);
        return opened.start(TurnInput.of(prompt));
    }

    private Multi<JsonObject> events(String name, CodexTurn turn) {
        running.put(name, turn);
        return turn.events().map(json::object).onTermination().invoke(() -> running.remove(name));
    }

    private ThreadOptions options(String model, String reasoningEffort, String sandboxMode, String approvalMode) {
        ThreadOptions.Builder options = ThreadOptions.builder().approvalPolicy(approvals);
        if (isGiven(model)) {
            options.model(model);
        }
        if (isGiven(reasoningEffort)) {
            options.reasoningEffort(reasoningEffort);
        }
        if (isGiven(sandboxMode)) {
            options.sandboxMode(choose(SandboxMode.values(), SandboxMode::wireName, sandboxMode));
        }
        if (isGiven(approvalMode)) {
            options.approvalMode(choose(ApprovalMode.values(), ApprovalMode::wireName, approvalMode));
        }
        return options.build();
    }

    private static <T> T choose(T[] values, Function<T, String> name, String chosen) {
        return Arrays.stream(values).filter(value -> name.apply(value).equals(chosen)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(chosen + " is none of "
                        + Arrays.stream(values).map(name).toList()));
    }

    private static boolean isGiven(String option) {
        return option != null && !option.isBlank();
    }

    public Uni<JsonObject> interruptTurn(String turn) {
        return tell(turn, CodexTurn::interrupt);
    }

    public Uni<JsonObject> steerTurn(String turn, String input) {
        return tell(turn, running -> running.steer(TurnInput.of(input)));
    }

    private Uni<JsonObject> tell(String turn, Function<CodexTurn, Uni<Void>> what) {
        return PageJson.answer(() -> {
            CodexTurn found = running.get(turn);
            return found == null ? Uni.createFrom().item(JsonObject.of("told", false))
                    : what.apply(found).replaceWith(JsonObject.of("told", true));
        });
    }

    @JsonRpcDescription("Have codex run one turn and tell what came of it. It takes as long as the turn, and codex may run"
            + " commands as far as the client's sandbox allows")
    public Uni<JsonObject> runPrompt(
            @JsonRpcDescription("The name of the client, <default> for the default one") String client,
            @JsonRpcDescription("The id of the thread to go on with; empty for a new one") String thread,
            @JsonRpcDescription("What to ask codex for") String prompt) {
        return PageJson.answer(() -> {
            CodexClient codex = ClientLookup.find(clients, client);
            CodexThread opened = isGiven(thread) ? codex.resumeThread(thread) : codex.startThread();
            return opened.run(prompt).map(result -> JsonObject.of("thread", result.threadId(), "answer",
                    result.finalResponse(), "tokens", result.usage().totalTokens()));
        });
    }
}
