package io.quarkiverse.codex.runtime.observe;

/**
 * Names of OpenTelemetry's semantic conventions for generative AI, which are still in development. Here and not in a library,
 * because that is an incubating one whose names go when the conventions rename them.
 */
final class GenAi {

    static final String OPERATION_NAME = "gen_ai.operation.name";
    static final String PROVIDER_NAME = "gen_ai.provider.name";
    static final String AGENT_NAME = "gen_ai.agent.name";
    static final String CONVERSATION_ID = "gen_ai.conversation.id";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String CACHE_READ_TOKENS = "gen_ai.usage.cache_read.input_tokens";
    static final String CACHE_CREATION_TOKENS = "gen_ai.usage.cache_creation.input_tokens";
    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens";
    static final String INPUT_MESSAGES = "gen_ai.input.messages";
    static final String OUTPUT_MESSAGES = "gen_ai.output.messages";
    static final String TOOL_NAME = "gen_ai.tool.name";
    static final String TOOL_TYPE = "gen_ai.tool.type";
    static final String TOOL_CALL_ID = "gen_ai.tool.call.id";
    static final String TOOL_ARGUMENTS = "gen_ai.tool.call.arguments";
    static final String TOOL_RESULT = "gen_ai.tool.call.result";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String ERROR_TYPE = "error.type";
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";
    static final String OPERATION_DURATION = "gen_ai.client.operation.duration";

    static final String INVOKE_AGENT = "invoke_agent";
    static final String EXECUTE_TOOL = "execute_tool";
    static final String PROVIDER = "openai";
    static final String AGENT = "codex";
    /** A tool that runs with whoever asks the agent. */
    static final String FUNCTION = "function";
    /** A tool that runs with the agent. */
    static final String EXTENSION = "extension";

    private GenAi() {
    }
}
