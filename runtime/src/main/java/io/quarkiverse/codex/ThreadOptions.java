package io.quarkiverse.codex;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.tool.ToolSelection;

/**
 * What differs from the client's configuration for all turns of a thread. Immutable.
 * <p>
 * What is set here goes before the client's configuration, and {@link TurnOptions} go before it.
 */
public final class ThreadOptions {

    /** Nothing differs. */
    public static final ThreadOptions NONE = builder().build();

    private final String model;
    private final String reasoningEffort;
    private final SandboxMode sandboxMode;
    private final ApprovalMode approvalMode;
    private final ApprovalPolicy approvalPolicy;
    private final ToolSelection tools;
    private final Boolean networkAccess;
    private final WebSearchMode webSearch;
    private final Path workingDirectory;
    private final List<Path> additionalDirectories;
    private final Boolean skipGitRepoCheck;
    private final String developerInstructions;
    private final Boolean ephemeral;
    private final Duration timeout;
    private final Duration idleTimeout;
    private final Budget budget;
    private final Map<String, Object> config;

    private ThreadOptions(Builder builder) {
        model = builder.model;
        reasoningEffort = builder.reasoningEffort;
        sandboxMode = builder.sandboxMode;
        approvalMode = builder.approvalMode;
        approvalPolicy = builder.approvalPolicy;
        tools = builder.tools;
        networkAccess = builder.networkAccess;
        webSearch = builder.webSearch;
        workingDirectory = builder.workingDirectory;
        additionalDirectories = builder.additionalDirectories == null ? null : List.copyOf(builder.additionalDirectories);
        skipGitRepoCheck = builder.skipGitRepoCheck;
        developerInstructions = builder.developerInstructions;
        ephemeral = builder.ephemeral;
        timeout = builder.timeout;
        idleTimeout = builder.idleTimeout;
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
     * Returns who answers when codex asks.
     *
     * @return the value, or empty for the client's policies
     */
    public Optional<ApprovalPolicy> approvalPolicy() {
        return Optional.ofNullable(approvalPolicy);
    }

    /**
     * Returns which of the client's tools the agent is given.
     *
     * @return the value, or empty for all of them
     */
    public Optional<ToolSelection> tools() {
        return Optional.ofNullable(tools);
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
     * Returns whether codex works in a directory that is not in a Git repository.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Boolean> skipGitRepoCheck() {
        return Optional.ofNullable(skipGitRepoCheck);
    }

    /**
     * Returns instructions to the model beside codex' own.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<String> developerInstructions() {
        return Optional.ofNullable(developerInstructions);
    }

    /**
     * Returns whether the thread is kept in memory only.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Boolean> ephemeral() {
        return Optional.ofNullable(ephemeral);
    }

    /**
     * Returns how long a turn may take.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /**
     * Returns how long codex may say nothing during a turn.
     *
     * @return the value, or empty to leave it as it is
     */
    public Optional<Duration> idleTimeout() {
        return Optional.ofNullable(idleTimeout);
    }

    /**
     * Returns how much all turns of the thread together may use up.
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
        private ApprovalPolicy approvalPolicy;
        private ToolSelection tools;
        private Boolean networkAccess;
        private WebSearchMode webSearch;
        private Path workingDirectory;
        private List<Path> additionalDirectories;
        private Boolean skipGitRepoCheck;
        private String developerInstructions;
        private Boolean ephemeral;
        private Duration timeout;
        private Duration idleTimeout;
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
         * Sets who answers when codex asks, in place of the client's policies, of which none is asked then.
         *
         * @param approvalPolicy the value, or {@code null} for the client's policies
         * @return this builder
         */
        public Builder approvalPolicy(ApprovalPolicy approvalPolicy) {
            this.approvalPolicy = approvalPolicy;
            return this;
        }

        /**
         * Sets which of the client's tools the agent is given. codex fixes them when the thread is started: for a thread that
         * is resumed they only say which of its tools may still be called.
         *
         * @param tools the value, or {@code null} for all that the client's configuration allows
         * @return this builder
         */
        public Builder tools(ToolSelection tools) {
            this.tools = tools;
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
         * Sets whether codex works in a directory that is not in a Git repository.
         *
         * @param skipGitRepoCheck the value
         * @return this builder
         */
        public Builder skipGitRepoCheck(boolean skipGitRepoCheck) {
            this.skipGitRepoCheck = skipGitRepoCheck;
            return this;
        }

        /**
         * Sets instructions to the model beside codex' own.
         *
         * @param developerInstructions the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder developerInstructions(String developerInstructions) {
            this.developerInstructions = developerInstructions;
            return this;
        }

        /**
         * Sets whether the thread is kept in memory only. It then cannot be resumed.
         *
         * @param ephemeral the value
         * @return this builder
         */
        public Builder ephemeral(boolean ephemeral) {
            this.ephemeral = ephemeral;
            return this;
        }

        /**
         * Sets how long a turn may take. Zero means no limit.
         *
         * @param timeout the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = OptionValues.notNegative(timeout);
            return this;
        }

        /**
         * Sets how long codex may say nothing during a turn. Zero means no limit.
         *
         * @param idleTimeout the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = OptionValues.notNegative(idleTimeout);
            return this;
        }

        /**
         * Sets how much all turns of the thread together may use up. What it does not limit,
         * {@code quarkus.codex.budget.thread}
         * does.
         *
         * @param budget the value, or {@code null} to leave it as it is
         * @return this builder
         */
        public Builder budget(Budget budget) {
            this.budget = budget;
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
        public ThreadOptions build() {
            return new ThreadOptions(this);
        }
    }
}
