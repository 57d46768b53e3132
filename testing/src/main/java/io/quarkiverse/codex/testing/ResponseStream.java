package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes scripted items as the server-sent events of the Responses API. */
final class ResponseStream {

    private final OutputStream out;
    private final String responseId;
    private final Supplier<String> callIds;
    private int items;
    private String unfinishedMessage;

    ResponseStream(OutputStream out, String responseId, Supplier<String> callIds) {
        this.out = out;
        this.responseId = responseId;
        this.callIds = callIds;
    }

    void created() throws IOException {
        ObjectNode event = event("response.created");
        event.putObject("response").put("id", responseId);
        send(event);
    }

    void completed(Step.TokenCount tokens) throws IOException {
        ObjectNode event = event("response.completed");
        ObjectNode usage = event.putObject("response").put("id", responseId).putObject("usage");
        usage.put("input_tokens", tokens.inputTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", tokens.cachedInputTokens())
                .put("cache_write_tokens", tokens.cacheWriteInputTokens());
        usage.put("output_tokens", tokens.outputTokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoningOutputTokens());
        usage.put("total_tokens", tokens.inputTokens() + tokens.outputTokens());
        send(event);
        out.flush();
    }

    void failed(Failure.ResponseFailure failure) throws IOException {
        ObjectNode event = event("response.failed");
        event.putObject("response").put("id", responseId).putObject("error").put("code", failure.code())
                .put("message", failure.message());
        send(event);
        out.flush();
    }

    void item(Step step) throws IOException {
        if (step instanceof Step.Message message) {
            message(message);
        } else if (step instanceof Step.PartialMessage partial) {
            partial(partial.text());
        } else if (step instanceof Step.Reasoning reasoning) {
            reasoning(reasoning);
        } else if (step instanceof Step.ToolCall call) {
            ObjectNode item = item("function_call", "fc_").put("call_id", callIds.get()).put("name", call.name())
                    .put("arguments", call.arguments());
            if (call.namespace() != null) {
                item.put("namespace", call.namespace());
            }
            done(item);
        } else if (step instanceof Step.CustomToolCall call) {
            done(item("custom_tool_call", "ctc_").put("call_id", callIds.get()).put("name", call.name())
                    .put("input", call.input()));
        } else if (step instanceof Step.Together together) {
            for (Step call : together.calls()) {
                item(call);
            }
        } else if (step instanceof Step.RawItem raw) {
            ObjectNode item = raw.json().deepCopy();
            if (item.has("call_id")) {
                item.put("call_id", callIds.get());
            }
            done(item);
        } else {
            throw new IllegalStateException(step + " is no item");
        }
    }

    private void message(Step.Message message) throws IOException {
        if (message.deltas() && unfinishedMessage == null) {
            for (String word : words(message.text())) {
                partial(word);
            }
        }
        ObjectNode item = message();
        item.putArray("content").addObject().put("type", "output_text").put("text", message.text());
        if (unfinishedMessage != null) {
            item.put("id", unfinishedMessage);
            unfinishedMessage = null;
        }
        done(item);
    }

    private void partial(String text) throws IOException {
        if (unfinishedMessage == null) {
            ObjectNode item = message();
            item.putArray("content");
            unfinishedMessage = item.path("id").asText();
            added(item);
        }
        send(event("response.output_text.delta").put("item_id", unfinishedMessage).put("output_index", items)
                .put("content_index", 0).put("delta", text));
        out.flush();
    }

    private void reasoning(Step.Reasoning reasoning) throws IOException {
        ObjectNode item = item("reasoning", "rs_");
        item.putArray("content");
        item.putArray("summary");
        if (reasoning.deltas()) {
            added(item);
            send(event("response.reasoning_summary_part.added").put("item_id", item.path("id").asText())
                    .put("summary_index", 0));
            for (String word : words(reasoning.summary())) {
                send(event("response.reasoning_summary_text.delta").put("item_id", item.path("id").asText())
                        .put("summary_index", 0).put("delta", word));
            }
        }
        item.withArray("summary").addObject().put("type", "summary_text").put("text", reasoning.summary());
        done(item);
    }

    private ObjectNode message() {
        return item("message", "msg_").put("role", "assistant");
    }

    private ObjectNode item(String type, String idPrefix) {
        return Wire.object().put("type", type).put("id", idPrefix + responseId + "_" + items);
    }

    private void added(ObjectNode item) throws IOException {
        send((ObjectNode) event("response.output_item.added").put("output_index", items).set("item", item));
    }

    private void done(ObjectNode item) throws IOException {
        send((ObjectNode) event("response.output_item.done").put("output_index", items).set("item", item));
        items++;
    }

    private static ObjectNode event(String type) {
        return Wire.object().put("type", type);
    }

    private static String[] words(String text) {
        return text.split("(?<=\\s)");
    }

    private void send(ObjectNode event) throws IOException {
        String lines = "event: " + event.path("type").asText() + "\ndata: " + Wire.json(event) + "\n\n";
        out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
}
