package io.quarkiverse.codex.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing a scripted model does. Steps are immutable values: write them once, use them in any script, on any model, in any
 * thread. The factories here are meant for static import.
 * <p>
 * A model answers each of codex's requests with one response. Steps are gathered into responses in order: messages and
 * reasoning join the response at hand, a tool call ends it, because codex now runs the tool and comes back with the output;
 * the steps after the call are the answer to that next request. A failure ends the response too.
 */
public sealed interface Step
        permits Step.Message, Step.Example, Step.PartialMessage, Step.Reasoning, Step.ToolCall, Step.CustomToolCall,
        Step.Together,
        Step.RawItem, Step.TokenCount, Step.Hold, Failure {

    /**
     * The model says something to the user.
     *
     * @param text what it says
     * @param deltas whether the text is streamed word by word before the whole of it
     */
    record Message(String text, boolean deltas) implements Step {
        /** Rejects a missing text. */
        public Message {
            Objects.requireNonNull(text, "text");
        }

        /**
         * The same message, streamed word by word before the whole of it.
         *
         * @return a new message, never {@code null}
         */
        public Message streamed() {
            return new Message(text, true);
        }
    }

    /**
     * The model says what suits the output schema of the request, with made-up values.
     *
     * @param otherwise what it says to a request without a schema
     */
    record Example(Message otherwise) implements Step {
        /** Rejects a missing message. */
        public Example {
            Objects.requireNonNull(otherwise, "otherwise");
        }

        Message answerTo(ModelRequest request) {
            return request.schema().map(schema -> new Message(new SchemaExample(schema).value().toString(), false))
                    .orElse(otherwise);
        }
    }

    /**
     * The model has said a part of a message. For full control over the stream: parts, holds and failures in any order, and
     * the whole {@link Message} last, unless a failure comes before that.
     *
     * @param text the part
     */
    record PartialMessage(String text) implements Step {
        /** Rejects a missing text. */
        public PartialMessage {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The model thinks; codex shows the summary.
     *
     * @param summary the reasoning summary
     * @param deltas whether the summary is streamed word by word before the whole of it
     */
    record Reasoning(String summary, boolean deltas) implements Step {
        /** Rejects a missing summary. */
        public Reasoning {
            Objects.requireNonNull(summary, "summary");
        }

        /**
         * The same reasoning, streamed word by word before the whole of it.
         *
         * @return a new reasoning, never {@code null}
         */
        public Reasoning streamed() {
            return new Reasoning(summary, true);
        }
    }

    /**
     * The model calls a function tool.
     *
     * @param namespace the tool's namespace, {@code mcp__<server>} for tools of MCP servers, {@code null} for none
     * @param name the tool's name
     * @param arguments the arguments exactly as they go over the wire: JSON, unless the test is about broken JSON
     */
    record ToolCall(String namespace, String name, String arguments) implements Step {
        /** Rejects a missing name or missing arguments. */
        public ToolCall {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(arguments, "arguments");
        }

        /**
         * The same call of a tool that lives in a namespace.
         *
         * @param namespace for example {@code mcp__<server>}
         * @return a new call, never {@code null}
         */
        public ToolCall in(String namespace) {
            return new ToolCall(namespace, name, arguments);
        }
    }

    /**
     * The model calls a custom tool, one whose input is text and not JSON.
     *
     * @param name the tool's name
     * @param input the text
     */
    record CustomToolCall(String name, String input) implements Step {
        /** Rejects a missing name or input. */
        public CustomToolCall {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(input, "input");
        }
    }

    /**
     * The model calls several tools in one response.
     *
     * @param calls {@link ToolCall}s and {@link CustomToolCall}s, at least one
     */
    record Together(List<Step> calls) implements Step {
        /** Rejects anything but calls. */
        public Together {
            calls = List.copyOf(calls);
            if (calls.isEmpty() || !calls.stream().allMatch(call -> call instanceof ToolCall
                    || call instanceof CustomToolCall)) {
                throw new IllegalArgumentException("Only tool calls go together, and at least one: " + calls);
            }
        }
    }

    /**
     * Any other item of the Responses API, sent as it is, but that a {@code call_id} is replaced by one of the model's own. An
     * item with a {@code call_id} ends the response.
     *
     * @param json a JSON object with a {@code type}
     */
    record RawItem(JsonNode json) implements Step {
        /** Rejects what is not an object with a type, and keeps a copy of its own. */
        public RawItem {
            if (!json.isObject() || !json.hasNonNull("type")) {
                throw new IllegalArgumentException("An item is a JSON object with a type, not " + json);
            }
            json = json.deepCopy();
        }
    }

    /**
     * The tokens the response at hand is said to have cost.
     *
     * @param inputTokens all tokens of the request
     * @param cachedInputTokens those of them read from a cache
     * @param cacheWriteInputTokens those of them written to a cache
     * @param outputTokens all tokens of the response
     * @param reasoningOutputTokens those of them spent on reasoning
     */
    record TokenCount(long inputTokens, long cachedInputTokens, long cacheWriteInputTokens, long outputTokens,
            long reasoningOutputTokens) implements Step {
    }

    /**
     * The response stops here until the test opens the gate.
     *
     * @param gate whose opening lets it go on
     */
    record Hold(Gate gate) implements Step {
        /** Rejects a missing gate. */
        public Hold {
            Objects.requireNonNull(gate, "gate");
        }
    }

    /**
     * The model says something.
     *
     * @param text what it says
     * @return never {@code null}
     */
    static Message message(String text) {
        return new Message(text, false);
    }

    /**
     * The model says what suits the output schema of the request, with made-up values.
     *
     * @param otherwise what it says to a request without a schema
     * @return never {@code null}
     */
    static Example exampleOr(Message otherwise) {
        return new Example(otherwise);
    }

    /**
     * The model has said a part of a message.
     *
     * @param text the part
     * @return never {@code null}
     */
    static PartialMessage partialMessage(String text) {
        return new PartialMessage(text);
    }

    /**
     * The model thinks.
     *
     * @param summary what codex shows of it
     * @return never {@code null}
     */
    static Reasoning reasoning(String summary) {
        return new Reasoning(summary, false);
    }

    /**
     * The model runs a shell command. Codex waits up to ten seconds for it before it goes on with the command in the
     * background.
     *
     * @param command for the shell that codex uses
     * @return never {@code null}
     */
    static ToolCall shell(String command) {
        return shell(command, Duration.ofSeconds(10));
    }

    /**
     * The model runs a shell command.
     *
     * @param command for the shell that codex uses
     * @param patience how long codex waits for it before it goes on with the command in the background
     * @return never {@code null}
     */
    static ToolCall shell(String command, Duration patience) {
        return toolCall("exec_command", Map.of("cmd", command, "yield_time_ms", patience.toMillis()));
    }

    /**
     * The model changes files.
     *
     * @param patch in codex's own patch format, from {@code *** Begin Patch} to {@code *** End Patch}
     * @return never {@code null}
     */
    static CustomToolCall applyPatch(String patch) {
        return new CustomToolCall("apply_patch", patch);
    }

    /**
     * The model calls a function tool.
     *
     * @param name the tool's name; {@link ToolCall#in(String)} gives it a namespace
     * @param arguments anything Jackson turns into a JSON object, for example a map
     * @return never {@code null}
     * @throws IllegalArgumentException when the arguments cannot be written as JSON
     */
    static ToolCall toolCall(String name, Object arguments) {
        return new ToolCall(null, name, Wire.json(arguments));
    }

    /**
     * The model calls several tools in one response; codex may run them at the same time.
     *
     * @param calls at least one
     * @return never {@code null}
     */
    static Together together(Step... calls) {
        return new Together(List.of(calls));
    }

    /**
     * The tokens the response at hand is said to have cost.
     *
     * @param inputTokens all tokens of the request
     * @param outputTokens all tokens of the response
     * @return never {@code null}
     */
    static TokenCount tokens(long inputTokens, long outputTokens) {
        return new TokenCount(inputTokens, 0, 0, outputTokens, 0);
    }

    /**
     * The response stops here until the test opens the gate.
     *
     * @param gate whose opening lets it go on
     * @return never {@code null}
     */
    static Hold hold(Gate gate) {
        return new Hold(gate);
    }
}
