package io.quarkiverse.codex.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.exec.ExecSettings;
import io.quarkiverse.codex.runtime.transport.exec.ExecTransport;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * Makes a client of its configuration.
 */
public final class ClientFactory {

    private ClientFactory() {
    }

    /**
     * Makes a client.
     *
     * @param name its name
     * @param config its configuration
     * @param mapper how structured answers are decoded
     * @return the client, to be closed with the application; never {@code null}
     * @throws CodexConfigurationException when a value cannot be; the message names it
     */
    public static CodexClientImpl create(String name, ClientConfig config, ObjectMapper mapper) {
        boolean isDefault = CodexClient.DEFAULT_NAME.equals(name);
        String label = isDefault ? "default" : name;
        String prefix = isDefault ? "quarkus.codex." : "quarkus.codex.\"" + name + "\".";
        ExecSettings settings = new ExecSettings(label, config.path(), CodexEnvironment.of(config, System.getenv()),
                secrets(config), bytes(prefix + "exec.max-event-size", config.exec().maxEventSize()),
                bytes(prefix + "exec.standard-error-limit", config.exec().standardErrorLimit()), config.timeouts().shutdown());
        return new CodexClientImpl(name, config, new ExecTransport(settings), mapper);
    }

    private static Secrets secrets(ClientConfig config) {
        List<String> values = new ArrayList<>();
        config.apiKey().ifPresent(values::add);
        for (Map.Entry<String, String> variable : config.env().entrySet()) {
            if (CodexEnvironment.isSecret(variable.getKey())) {
                values.add(variable.getValue());
            }
        }
        System.getenv().forEach((variable, value) -> {
            if (CodexEnvironment.isSecret(variable)) {
                values.add(value);
            }
        });
        return new Secrets(values);
    }

    private static int bytes(String property, MemorySize size) {
        long bytes = size.asLongValue();
        if (bytes < 1 || bytes > Integer.MAX_VALUE - 8) {
            throw new CodexConfigurationException(property + " is " + bytes
                    + " bytes: choose a size between 1 byte and 2 GiB");
        }
        return (int) bytes;
    }
}
