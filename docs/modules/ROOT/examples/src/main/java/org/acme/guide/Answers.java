package org.acme.guide;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.acme.Finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexStructuredOutputException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Uni;

/** Structured output. */
@ApplicationScoped
public class Answers {

    @Inject
    CodexClient codex;

    @Inject
    ObjectMapper mapper;

    // tag::wrong[]
    Uni<String> findingOrText(String question) {
        return codex.startThread().run(question, Finding.class)
                .map(Finding::problem)
                .onFailure(CodexStructuredOutputException.class)
                .recoverWithItem(failure -> ((CodexStructuredOutputException) failure).rawText()); // <1>
    }
    // end::wrong[]

    // tag::again[]
    Uni<Finding> askedAgain(CodexThread thread, String question) {
        return thread.run(question, Finding.class)
                .onFailure(CodexStructuredOutputException.class)
                .recoverWithUni(failure -> thread.run("Your answer does not fit: "
                        + ((CodexStructuredOutputException) failure).violations(), Finding.class)); // <1>
    }
    // end::again[]

    // tag::schema[]
    Uni<JsonNode> bySchema(String question, ObjectNode schema) {
        TurnOptions options = TurnOptions.builder().outputSchema(schema).build();
        return codex.startThread().run(question, options).map(result -> result.as(JsonNode.class)); // <1>
    }
    // end::schema[]

    // tag::watched[]
    Uni<Finding> watched(CodexThread thread, String question, Consumer<TurnEvent> watcher) {
        TurnOptions options = TurnOptions.builder().outputType(Finding.class).build();
        return thread.start(TurnInput.of(question), options).chain(turn -> {
            turn.events().subscribe().with(watcher, failure -> {
            }); // <1>
            return turn.result().map(result -> result.as(Finding.class));
        });
    }
    // end::watched[]
}
