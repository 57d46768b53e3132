package io.quarkiverse.codex.management;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which codex the application speaks with.
 *
 * @param userAgent what it calls itself towards the model's provider, never {@code null}
 * @param version codex' version, {@code 0.169.0} for example, never {@code null}
 * @param codexHome its home, on its machine, or {@code null}
 * @param platformFamily {@code unix} or {@code windows}, or {@code null}
 * @param platformOs {@code linux} for example, or {@code null}
 * @param transport the client's transport as {@code quarkus.codex.transport} has it, never {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record CodexInfo(String userAgent, String version, String codexHome, String platformFamily, String platformOs,
        String transport, JsonNode raw) {
}
