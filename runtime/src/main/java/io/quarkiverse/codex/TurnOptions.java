package io.quarkiverse.codex;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.budget.Budget;

/**
 * What differs from the thread's options for one turn. Immutable.
 */
public final class TurnOptions {

    /** Nothing differs. */
    public static final TurnOptions NONE = builder().build();

    private final String model;
    private final String reasoningEffort;
    private final SandboxMode sandboxMode;
    private final ApprovalMode approvalMode;
    private final Boolean networkAccess;
    private final WebSearchMode webSearch;
    private final Path workingDirectory;
    private final List<Path> additionalDirectories;
    private final JsonNode outputSchema;
    private final Class<?> outputType;
    private final Duration timeout;
    private final Duration idleTimeout;
    private final Boolean retryUnsafe;
    private final Budget budget;
    private final Map<String, Object> config;

    private TurnOptions(Builder builder) {
        model = builder.model;
        reasoningEffort = builder.reasoningEffort;
        sandboxMode = builder.sandboxMode;
        approvalMode = builder.approvalMode;
        networkAccess = builder.networkAccess;
        webSearch = builder.webSearch;
        workingDirectory = builder.workingDirectory;
        additionalDirectories = builder.additionalDirectories == null ? null : List.copyOf(builder.additionalDirectories);
        outputSchema = builder.outputSchema == null ? null : builder.outputSchema.deepCopy();
        outputType = builder.outputType;
        timeout = builder.timeout;
        idleTimeout = builder.idleTimeout;
        retryUnsafe = builder.retryUnsafe;
        budget = builder.budget;
        config = Collections.unmodifiableMap(new LinkedHashMap<>(builder.config));
    }

    /**
     * Returns a builder with nothing set.
     *
     * @return the builder, never {@code null}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the model.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /**
     * Returns how hard the model thinks.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<String> reasoningEffort() {
        return Optional.ofNullable(reasoningEffort);
    }

    /**
     * Returns what commands may do to the machine.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<SandboxMode> sandboxMode() {
        return Optional.ofNullable(sandboxMode);
    }

    /**
     * Returns when codex asks before it acts.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<ApprovalMode> approvalMode() {
        return Optional.ofNullable(approvalMode);
    }

    /**
     * Returns whether commands have network access in {@link SandboxMode#WORKSPACE_WRITE}.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Boolean> networkAccess() {
        return Optional.ofNullable(networkAccess);
    }

    /**
     * Returns whether and how codex may search the web.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<WebSearchMode> webSearch() {
        return Optional.ofNullable(webSearch);
    }

    /**
     * Returns the directory codex works in.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Path> workingDirectory() {
        return Optional.ofNullable(workingDirectory);
    }

    /**
     * Returns further directories that commands may write to.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<List<Path>> additionalDirectories() {
        return Optional.ofNullable(additionalDirectories);
    }

    /**
     * Returns the JSON Schema of the final answer.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<JsonNode> outputSchema() {
        return Optional.ofNullable(outputSchema);
    }

    /**
     * Returns the type of which the JSON Schema of the final answer is made.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Class<?>> outputType() {
        return Optional.ofNullable(outputType);
    }

    /**
     * Returns how long the turn may take.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /**
     * Returns how long codex may say nothing during the turn.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Duration> idleTimeout() {
        return Optional.ofNullable(idleTimeout);
    }

    /**
     * Returns whether the turn is tried again even if it may have changed something already.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Boolean> retryUnsafe() {
        return Optional.ofNullable(retryUnsafe);
    }

    /**
     * Returns how much the turn may use up.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Budget> budget() {
        return Optional.ofNullable(budget);
    }

    /**
     * Returns further values of codex' own configuration.
     *
     * @return the values, unmodifiable, never {@code null}
     */
    public Map<String, Object> config() {
        return config;
    }

    /**
     * Builds the options. Not thread-safe.
     */
    public static final class Builder {

        private String model;
        private String reasoningEffort;
        private SandboxMode sandboxMode;
        private ApprovalMode approvalMode;
        private Boolean networkAccess;
        private WebSearchMode webSearch;
        private Path workingDirectory;
        private List<Path> additionalDirectories;
        private JsonNode outputSchema;
        private Class<?> outputType;
        private Duration timeout;
        private Duration idleTimeout;
        private Boolean retryUnsafe;
        private Budget budget;
        private Map<String, Object> config = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets the model.
         *
         * @param model the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /**
         * Sets how hard the model thinks. One of the model's own levels, for example {@code low} or {@code high}.
         *
         * @param reasoningEffort the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder reasoningEffort(String reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /**
         * Sets what commands may do to the machine.
         *
         * @param sandboxMode the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder sandboxMode(SandboxMode sandboxMode) {
            this.sandboxMode = sandboxMode;
            return this;
        }

        /**
         * Sets when codex asks before it acts.
         *
         * @param approvalMode the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder approvalMode(ApprovalMode approvalMode) {
            this.approvalMode = approvalMode;
            return this;
        }

        /**
         * Sets whether commands have network access in {@link SandboxMode#WORKSPACE_WRITE}.
         *
         * @param networkAccess the value
         * @return this builder
         */
        public Builder networkAccess(boolean networkAccess) {
            this.networkAccess = networkAccess;
            return this;
        }

        /**
         * Sets whether and how codex may search the web.
         *
         * @param webSearch the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder webSearch(WebSearchMode webSearch) {
            this.webSearch = webSearch;
            return this;
        }

        /**
         * Sets the directory codex works in. A relative path is resolved against the directory of the application's process.
         *
         * @param workingDirectory the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder workingDirectory(Path workingDirectory) {
            this.workingDirectory = workingDirectory;
            return this;
        }

        /**
         * Sets further directories that commands may write to. Relative paths are resolved against the working directory.
         *
         * @param additionalDirectories the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder additionalDirectories(List<Path> additionalDirectories) {
            this.additionalDirectories = additionalDirectories;
            return this;
        }

        /**
         * Sets the JSON Schema of the final answer. It has to satisfy the strict rules of structured output, which is checked
         * before codex is started.
         *
         * @param outputSchema the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder outputSchema(JsonNode outputSchema) {
            this.outputSchema = outputSchema;
            return this;
        }

        /**
         * Sets the type of the final answer, of which the JSON Schema is made, where the turn is not run by
         * {@link CodexThread#run(String, Class)}: one whose events are looked at. {@link TurnResult#as(Class)} decodes the
         * answer.
         *
         * @param outputType a record or class, in place of a schema; or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder outputType(Class<?> outputType) {
            this.outputType = outputType;
            return this;
        }

        /**
         * Sets how long the turn may take. Zero means no limit.
         *
         * @param timeout the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = OptionValues.notNegative(timeout);
            return this;
        }

        /**
         * Sets how long codex may say nothing during the turn. Zero means no limit.
         *
         * @param idleTimeout the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = OptionValues.notNegative(idleTimeout);
            return this;
        }

        /**
         * Sets how much the turn may use up. What it does not limit, {@code quarkus.codex.budget.turn} does.
         *
         * @param budget the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder budget(Budget budget) {
            this.budget = budget;
            return this;
        }

        /**
         * Sets whether the turn is tried again after a failure that passes by itself even if it has run commands, changed files
         * or called tools: for turns that do no harm when they are done twice.
         *
         * @param retryUnsafe the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder retryUnsafe(Boolean retryUnsafe) {
            this.retryUnsafe = retryUnsafe;
            return this;
        }

        /**
         * Sets one value of codex' own configuration, which goes before the client's but not before a typed option.
         *
         * @param key a dotted key as in {@code config.toml}, for example {@code model_providers.local.base_url}; parts with
         *        other characters than letters, digits, {@code _} and {@code -} stand in double quotes
         * @param value a string, boolean, number, list, or a map with string keys, which are taken as they are
         * @return this builder
         */
        public Builder config(String key, Object value) {
            config.put(Objects.requireNonNull(key, "key"), OptionValues.copy(value));
            return this;
        }

        /**
         * Builds the options.
         *
         * @return the options, never {@code null}
         */
        public TurnOptions build() {
            return new TurnOptions(this);
        }
    }
}
