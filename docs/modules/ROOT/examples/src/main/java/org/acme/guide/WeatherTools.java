package org.acme.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTools;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolSelection;

/** Choosing tools, and adding them at run time. */
@ApplicationScoped
public class WeatherTools {

    interface Weather {
        String in(String city);
    }

    @Inject
    CodexClient codex;

    ThreadOptions chosen() {
        // tag::choose[]
        ThreadOptions options = ThreadOptions.builder()
                .tools(ToolSelection.namespaces("tickets").and(ToolSelection.matching(ToolInfo::readOnly)))
                .build();
        // end::choose[]
        return options;
    }

    void added(Weather weather, ObjectNode schema) {
        // tag::add[]
        CodexTools.Registration registration = codex.tools().add(
                ToolInfo.builder("weather", "Tells the weather").inputSchema(schema).build(),
                (arguments, context) -> weather.in(arguments.get("city").asText()));
        // …
        registration.remove();
        // end::add[]
    }
}
