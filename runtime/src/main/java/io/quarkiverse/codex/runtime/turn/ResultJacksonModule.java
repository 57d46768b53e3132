package io.quarkiverse.codex.runtime.turn;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;

/**
 * Has an {@code ObjectMapper} write results of turns, in the words of {@code codex exec --json}, whatever else it is configured
 * to do. They are not read again: a result decodes its answer by what it was asked for with, which is in no JSON.
 * <p>
 * Events and items are for {@link io.quarkiverse.codex.runtime.protocol.CodexJacksonModule}, which it takes to be there.
 */
public final class ResultJacksonModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the module.
     */
    public ResultJacksonModule() {
        super("quarkus-codex-results");
        addSerializer(new ResultSerializer());
        addSerializer(new UsageSerializer());
    }

    private static final class ResultSerializer extends StdSerializer<TurnResult> {

        private static final long serialVersionUID = 1L;

        ResultSerializer() {
            super(TurnResult.class);
        }

        @Override
        public void serialize(TurnResult result, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeStartObject();
            generator.writeStringField("thread_id", result.threadId());
            if (result.continuedFrom().isPresent()) {
                generator.writeStringField("continued_from", result.continuedFrom().get());
            }
            generator.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
            writeAll("items", result.items(), generator, provider);
            generator.writeStringField("final_response", result.finalResponse());
            provider.defaultSerializeField("usage", result.usage(), generator);
            provider.defaultSerializeField("thread_usage", result.threadUsage(), generator);
            generator.writeNumberField("duration_ms", result.duration().toMillis());
            writeAll("retries", result.retries(), generator, provider);
            generator.writeEndObject();
        }

        private static void writeAll(String field, List<?> values, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeArrayFieldStart(field);
            for (Object value : values) {
                provider.defaultSerializeValue(value, generator);
            }
            generator.writeEndArray();
        }

        @Override
        public void serializeWithType(TurnResult result, JsonGenerator generator, SerializerProvider provider,
                TypeSerializer typeSerializer) throws IOException {
            serialize(result, generator, provider);
        }
    }

    /** What is not known is {@code null}: zeros would be taken for counted. */
    private static final class UsageSerializer extends StdSerializer<Usage> {

        private static final long serialVersionUID = 1L;

        UsageSerializer() {
            super(Usage.class);
        }

        @Override
        public void serialize(Usage usage, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (!usage.isKnown()) {
                generator.writeNull();
                return;
            }
            generator.writeStartObject();
            generator.writeNumberField("input_tokens", usage.inputTokens());
            generator.writeNumberField("cached_input_tokens", usage.cachedInputTokens());
            generator.writeNumberField("cache_write_input_tokens", usage.cacheWriteInputTokens());
            generator.writeNumberField("output_tokens", usage.outputTokens());
            generator.writeNumberField("reasoning_output_tokens", usage.reasoningOutputTokens());
            generator.writeEndObject();
        }

        @Override
        public void serializeWithType(Usage usage, JsonGenerator generator, SerializerProvider provider,
                TypeSerializer typeSerializer) throws IOException {
            serialize(usage, generator, provider);
        }
    }
}
