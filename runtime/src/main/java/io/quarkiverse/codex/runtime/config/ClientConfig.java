package io.quarkiverse.codex.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.WebSearchMode;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/**
 * One client.
 */
@ConfigGroup
public interface ClientConfig {

    /**
     * The codex executable. A launcher that npm installed is resolved to the native executable behind it.
     */
    @ConfigDocDefault("codex on the PATH")
    Optional<Path> path();

    /**
     * codex' home directory (`CODEX_HOME`), which holds its configuration, login and threads. It must exist.
     */
    @ConfigDocDefault("$CODEX_HOME, else .codex in the user's home")
    Optional<Path> home();

    /**
     * Whether codex has a home of the application's own, apart from what people have in theirs. The directory that `home` names
     * is made if need be, for the application's user only, and `config.toml` in it is written from `config` each time that the
     * application starts codex anew. Of these values, those below `otel`, `model_providers` and `mcp_servers` stand there
     * only, and in no command line. Each client needs a directory of its own. Not for the `remote` transport.
     */
    @WithDefault("false")
    boolean isolatedHome();

    /**
     * The API key. Without one, codex uses the login in its home. It reaches codex by its environment only.
     */
    Optional<String> apiKey();

    /**
     * The base URL of the OpenAI API or of a service that speaks it.
     */
    @ConfigDocDefault("OpenAI's")
    Optional<String> baseUrl();

    /**
     * How the client talks to codex.
     */
    @WithDefault("app-server")
    TransportKind transport();

    /**
     * The model.
     */
    @ConfigDocDefault("codex' own default")
    Optional<String> model();

    /**
     * How hard the model thinks: one of the model's own levels, for example `low`, `medium` or `high`.
     */
    @ConfigDocDefault("the model's own default")
    Optional<String> reasoningEffort();

    /**
     * What the commands that codex runs may do to the machine.
     */
    @ConfigDocDefault("read-only")
    Optional<SandboxMode> sandboxMode();

    /**
     * When codex asks before it acts. It is answered by beans of type `ApprovalPolicy`, without one by no. On the exec
     * transport nobody can answer: there `untrusted` is refused.
     */
    @ConfigDocDefault("codex' own default; never on the exec transport")
    Optional<ApprovalMode> approvalPolicy();

    /**
     * The directory codex works in. It must exist.
     */
    @ConfigDocDefault("the directory of the application's process")
    Optional<Path> workingDirectory();

    /**
     * Further directories that commands may write to, absolute or relative to the working directory. They must exist.
     */
    Optional<List<Path>> additionalDirectories();

    /**
     * Whether commands have network access in the `workspace-write` sandbox.
     */
    @ConfigDocDefault("codex' own default: no")
    Optional<Boolean> networkAccess();

    /**
     * Whether and how codex may search the web.
     */
    @ConfigDocDefault("codex' own default")
    Optional<WebSearchMode> webSearch();

    /**
     * Whether codex works in a directory that is not in a Git repository.
     */
    @WithDefault("false")
    boolean skipGitRepoCheck();

    /**
     * Instructions to the model beside codex' own.
     */
    Optional<String> developerInstructions();

    /**
     * Whether threads are kept in memory only. They then cannot be resumed.
     */
    @WithDefault("false")
    boolean ephemeral();

    /**
     * Values of codex' own configuration, by their dotted key in `config.toml`, for example
     * `quarkus.codex.config."model_providers.local.base_url"`. A value that is a JSON boolean, number, array or object is
     * taken as such, any other as a string; a string that looks like one of these stands in double quotes. A typed option of
     * this configuration goes before the value of the same key here.
     */
    @ConfigDocMapKey("config-key")
    Map<String, String> config();

    /**
     * Environment variables for codex and the commands it runs. Variables whose names hold `KEY`, `SECRET` or `TOKEN` reach
     * codex but not the commands, unless `config."shell_environment_policy.ignore_default_excludes"` is `true`.
     */
    @ConfigDocMapKey("variable-name")
    Map<String, String> env();

    /**
     * Whether codex gets the environment of the application. If not, it gets only what a program needs to run, such as
     * `PATH` and `HOME`, and what is configured in `env`.
     */
    @WithDefault("true")
    boolean inheritEnv();

    /**
     * Whether codex takes a snapshot of the login shell's environment for each thread. That starts a login shell, which on a
     * machine with a slow profile takes longer than the turn.
     */
    @ConfigDocDefault("false")
    Optional<Boolean> shellSnapshot();

    /**
     * How much of the end of codex' standard error is kept for exceptions.
     */
    @WithDefault("256K")
    MemorySize standardErrorLimit();

    /**
     * Time limits.
     */
    TimeoutsConfig timeouts();

    /**
     * How many turns there may be at a time.
     */
    BulkheadConfig bulkhead();

    /**
     * What turns may use up.
     */
    BudgetConfig budget();

    /**
     * How often turns may begin.
     */
    RateLimitConfig rateLimit();

    /**
     * When turns are refused because others have failed to begin.
     */
    CircuitBreakerConfig circuitBreaker();

    /**
     * The `@Identifier` of a bean of type `io.smallrye.faulttolerance.api.Guard` that stands around the start of each turn, in
     * place of `rate-limit`, `circuit-breaker` and `timeouts.start`.
     */
    Optional<String> startGuard();

    /**
     * When a turn that has failed is tried again.
     */
    RetryConfig retry();

    /**
     * What becomes of the questions codex asks before it acts.
     */
    ApprovalsConfig approvals();

    /**
     * The application's tools.
     */
    ToolsConfig tools();

    /**
     * What the application is told of turns.
     */
    HooksConfig hooks();

    /**
     * Spans of turns, in an application that has OpenTelemetry.
     */
    TracingConfig tracing();

    /**
     * What is logged of turns.
     */
    LogConfig log();

    /**
     * Limits of the exec transport.
     */
    ExecConfig exec();

    /**
     * How tools are reached where codex takes them over MCP only.
     */
    McpConfig mcp();

    /**
     * The app-server transport.
     */
    AppServerConfig appServer();

    /**
     * The remote transport.
     */
    RemoteConfig remote();
}
