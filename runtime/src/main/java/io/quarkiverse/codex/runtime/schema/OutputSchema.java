package io.quarkiverse.codex.runtime.schema;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A strict JSON Schema together with the type its answers are decoded to. Immutable and thread-safe; made by
 * {@link OutputSchemas}.
 *
 * @param <T> what an answer is decoded to
 */
public final class OutputSchema<T> {

    static final String VALUE = "value";

    /** Reads text exactly: no duplicate keys, no trailing text, no digit of a decimal lost. */
    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build().readerFor(JsonNode.class);

    private final ObjectMapper mapper;
    private final JavaType type;
    private final ObjectNode json;
    private final Shape shape;
    private final boolean wrapped;
    private final AnswerValidator validator;

    OutputSchema(ObjectMapper mapper, JavaType type, ObjectNode json, Shape shape, boolean wrapped) {
        this.mapper = mapper;
        this.type = type;
        this.json = json.deepCopy();
        this.shape = shape;
        this.wrapped = wrapped;
        this.validator = new AnswerValidator(this.json);
    }

    /**
     * The schema to send to the model: a copy that the caller may change; never {@code null}.
     */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /**
     * Reads the answer's text, validates it against the schema and decodes it.
     *
     * @param text the model's final answer: JSON and, beside white space, nothing else; may be {@code null}
     * @return the value; {@code null} only if the root type is one that JSON's {@code null} decodes to
     * @throws SchemaViolationException if the text is no JSON, does not fit the schema or cannot be decoded
     */
    public T decode(String text) {
        JsonNode answer = parse(text);
        List<Violation> violations = validator.validate(answer);
        if (!violations.isEmpty()) {
            throw new SchemaViolationException(violations, null);
        }
        JsonNode plain = shape == null ? answer : WireForm.read(shape, answer, "");
        try {
            return mapper.readerFor(type).readValue(wrapped ? plain.get(VALUE) : plain);
        } catch (JsonMappingException mismatch) {
            // Without Jackson's own words and without it as the cause: they quote the answer.
            throw new SchemaViolationException(wrapped ? "/" + VALUE + pointer(mismatch) : pointer(mismatch),
                    "valid, but cannot be decoded to " + target(mismatch) + refusal(mismatch), null);
        } catch (IOException unreadable) {
            throw new SchemaViolationException("", "valid, but cannot be decoded to " + type.toCanonical(), null);
        }
    }

    /** The words of the application's own constructor, which knows what it may say. */
    private static String refusal(JsonMappingException mismatch) {
        return mismatch instanceof ValueInstantiationException && mismatch.getCause() != null
                ? ": " + mismatch.getCause().getMessage()
                : "";
    }

    private String target(JsonMappingException mismatch) {
        Class<?> target = mismatch instanceof MismatchedInputException input ? input.getTargetType() : null;
        return target == null ? type.toCanonical() : target.getName();
    }

    /**
     * Writes a value as the model would have to answer it: the inverse of {@link #decode}. Meant for examples in prompts and
     * for
     * scripted answers in tests.
     *
     * @param value the value; may be {@code null} where the schema allows it
     * @return the JSON as the schema wants it, never {@code null}; not validated
     */
    public JsonNode encode(T value) {
        JsonNode plain;
        try {
            plain = STRICT.readTree(mapper.writerFor(type).writeValueAsString(value));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("Cannot write " + type.toCanonical() + ": "
                    + unwritable.getOriginalMessage(), unwritable);
        }
        if (wrapped) {
            ObjectNode wrapper = mapper.createObjectNode();
            wrapper.set(VALUE, plain);
            plain = wrapper;
        }
        return shape == null ? plain : WireForm.write(shape, plain);
    }

    private static JsonNode parse(String text) {
        if (text == null || text.isBlank()) {
            throw new SchemaViolationException("", "JSON expected, but the answer is empty", null);
        }
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException malformed) {
            String hint = text.strip().startsWith("```") ? " (it is in a Markdown code fence, which the schema rules out)" : "";
            // The location without the source: the answer itself has no place in an exception.
            String place = malformed.getLocation() == null ? ""
                    : " at line " + malformed.getLocation().getLineNr() + ", column " + malformed.getLocation().getColumnNr();
            throw new SchemaViolationException("", "JSON expected, but the answer cannot be parsed" + place + hint, null);
        }
    }

    private static String pointer(JsonMappingException mismatch) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            pointer.append(step.getFieldName() == null ? "/" + step.getIndex() : Violation.pointer("", step.getFieldName()));
        }
        return pointer.toString();
    }

    /**
     * The schema as JSON text, the same for the same type every time.
     */
    @Override
    public String toString() {
        return json.toString();
    }
}
