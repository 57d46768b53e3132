package io.quarkiverse.codex.runtime.devui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * What pages are told, in the only form that the Dev UI passes on as it is.
 */
final class PageJson {

    private static final String PROBLEM = "problem";

    private final ObjectMapper mapper;

    /**
     * @param mapper knows events and items
     */
    PageJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param value what Jackson writes as an object
     */
    JsonObject object(Object value) {
        try {
            return new JsonObject(mapper.writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks for an answer. What goes wrong is one as well: a failure would reach the log with a stack trace, for something
     * that the page tells its reader.
     */
    static Uni<JsonObject> answer(Supplier<Uni<? extends JsonObject>> question) {
        return Uni.createFrom().<JsonObject> deferred(question).onFailure().recoverWithItem(PageJson::problem);
    }

    static JsonObject problem(Throwable failure) {
        String message = failure.getMessage();
        return JsonObject.of(PROBLEM, message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
    }
}
