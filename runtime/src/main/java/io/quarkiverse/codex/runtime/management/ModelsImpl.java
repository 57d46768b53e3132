package io.quarkiverse.codex.runtime.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexModels;
import io.quarkiverse.codex.management.ModelInfo;
import io.smallrye.mutiny.Uni;

/**
 * The models of a client, remembered for a while.
 */
public final class ModelsImpl implements CodexModels {

    /** As long as codex itself takes its list of models for good. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final RpcAccess access;
    private final LongSupplier nanoTime;
    private Known known;
    private int invalidations;

    public ModelsImpl(RpcAccess access) {
        this(access, System::nanoTime);
    }

    ModelsImpl(RpcAccess access, LongSupplier nanoTime) {
        this.access = access;
        this.nanoTime = nanoTime;
    }

    @Override
    public Uni<List<ModelInfo>> list() {
        return Uni.createFrom().deferred(() -> {
            int generation;
            synchronized (this) {
                if (known != null && nanoTime.getAsLong() - known.since < REMEMBERED.toNanos()) {
                    return Uni.createFrom().item(known.models);
                }
                generation = invalidations;
            }
            return pages(null, List.of()).invoke(models -> remember(models, generation));
        });
    }

    private Uni<List<ModelInfo>> pages(String cursor, List<ModelInfo> earlier) {
        ObjectNode params = Json.object();
        if (cursor != null) {
            params.put("cursor", cursor);
        }
        return access.request("models", "model/list", params).chain(answer -> {
            List<ModelInfo> models = new ArrayList<>(earlier);
            models.addAll(Json.list(answer.path("data"), ModelsImpl::model));
            String next = Json.text(answer, "nextCursor");
            return next == null ? Uni.createFrom().item(List.copyOf(models)) : pages(next, models);
        });
    }

    private static ModelInfo model(JsonNode model) {
        return new ModelInfo(Json.textOrEmpty(model, "id"), Json.textOrEmpty(model, "model"),
                Json.textOrEmpty(model, "displayName"), Json.textOrEmpty(model, "description"),
                model.path("isDefault").asBoolean(), model.path("hidden").asBoolean(),
                Json.text(model, "defaultReasoningEffort"),
                Json.list(model.path("supportedReasoningEfforts"), effort -> Json.text(effort, "reasoningEffort")),
                Json.list(model.path("inputModalities"), JsonNode::textValue), model);
    }

    /** What was asked for before an invalidation is not remembered after it. */
    private synchronized void remember(List<ModelInfo> models, int generation) {
        if (generation == invalidations) {
            known = new Known(models, nanoTime.getAsLong());
        }
    }

    @Override
    public synchronized void invalidate() {
        known = null;
        invalidations++;
    }

    private record Known(List<ModelInfo> models, long since) {
    }
}
