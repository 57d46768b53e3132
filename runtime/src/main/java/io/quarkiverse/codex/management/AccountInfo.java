package io.quarkiverse.codex.management;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whom codex works for.
 *
 * @param type {@code apiKey}, {@code chatgpt} and others; {@code null} when nobody is logged in
 * @param email the address of a ChatGPT account, or {@code null}
 * @param planType the plan of a ChatGPT account, or {@code null}
 * @param requiresOpenaiAuth whether the provider of the model, as codex' configuration files have it, asks for an
 *        OpenAI account
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record AccountInfo(String type, String email, String planType, boolean requiresOpenaiAuth, JsonNode raw) {

    /**
     * Tells the kind of the account, not whose it is.
     */
    @Override
    public String toString() {
        return "AccountInfo[" + type + ", requiresOpenaiAuth=" + requiresOpenaiAuth + "]";
    }
}
