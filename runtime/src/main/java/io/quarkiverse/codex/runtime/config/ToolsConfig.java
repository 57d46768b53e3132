package io.quarkiverse.codex.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/**
 * The application's tools.
 */
@ConfigGroup
public interface ToolsConfig {

    /**
     * The tools that the agent is given: names as in `close`, or `tickets.close` with a namespace; `*` stands for any
     * characters, `?` for one.
     */
    @ConfigDocDefault("all")
    Optional<List<String>> include();

    /**
     * The tools that the agent is not given, whatever else says so.
     */
    @ConfigDocDefault("none")
    Optional<List<String>> exclude();

    /**
     * How long a tool may take. Zero means no limit.
     */
    @WithDefault("5M")
    Duration timeout();

    /**
     * How large a tool's result may be. What is longer is cut off, and the model is told so.
     */
    @WithDefault("1M")
    MemorySize maxResultSize();

    /**
     * What the model is told when a tool fails with an exception that is not a `ToolException`. `{tool}` stands for the tool's
     * name. What the exception says goes to the application's log only.
     */
    @WithDefault("The tool {tool} has failed. Calling it again with the same arguments is not likely to help.")
    String failureMessage();

    /**
     * What differs for a tool.
     */
    @ConfigDocMapKey("tool-name")
    @WithParentName
    Map<String, ToolConfig> named();
}
