package io.quarkiverse.codex.runtime;

import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.approval.ApprovalPolicies;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Makes the clients when the application first uses them.
 */
@Recorder
public class CodexRecorder {

    private final RuntimeValue<CodexConfig> config;

    public CodexRecorder(RuntimeValue<CodexConfig> config) {
        this.config = config;
    }

    /**
     * Returns the creator of a client's bean.
     *
     * @param name the client's name
     * @param shutdown what ends the client with the application, and with each reload in dev mode
     */
    public Function<SyntheticCreationalContext<CodexClient>, CodexClient> client(String name, ShutdownContext shutdown) {
        return context -> {
            ObjectMapper mapper = context.getInjectedReference(ObjectMapper.class);
            CodexClientImpl client = ClientFactory.create(name, config.getValue().clients().get(name), mapper,
                    ApprovalPolicies.ofClient(Arc.container(), name));
            shutdown.addShutdownTask(client::close);
            return client;
        };
    }
}
