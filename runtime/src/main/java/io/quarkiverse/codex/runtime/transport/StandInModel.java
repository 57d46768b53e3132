package io.quarkiverse.codex.runtime.transport;

import java.net.URI;

/**
 * A model inside the application that a turn asks instead of the configured one.
 *
 * @param url what the URLs of its Responses API begin with
 * @param token what codex has to show with every request, a secret
 */
public record StandInModel(URI url, String token) {

    private static final String PROVIDER = "quarkus_codex";

    /**
     * Has a turn ask this model.
     *
     * @param member where codex' configuration of a provider says what its token is
     * @param value what it says there
     */
    public TurnRequest addTo(TurnRequest request, String member, String value) {
        ConfigTree config = request.settings().config().copy();
        config.set("model_provider", PROVIDER);
        String provider = "model_providers." + PROVIDER + ".";
        config.set(provider + "name", "Quarkus Codex");
        config.set(provider + "base_url", url.toString());
        config.set(provider + "wire_api", "responses");
        config.set(provider + member, value);
        // Without these codex tries for seconds what a model of this kind does not have, and what will not become better.
        config.set(provider + "supports_websockets", false);
        config.set(provider + "request_max_retries", 0);
        config.set(provider + "stream_max_retries", 0);
        return request.with(config);
    }

    /**
     * Tells where it is only: the token is a secret.
     */
    @Override
    public String toString() {
        return "StandInModel[" + url + "]";
    }
}
