package io.quarkiverse.codex.runtime.turn;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.runtime.approval.ApprovalDesk;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.smallrye.mutiny.Uni;

/**
 * A client on its transport.
 */
public final class CodexClientImpl implements CodexClient, AutoCloseable {

    private final String name;
    private final TurnRunner runner;

    /**
     * @param name the client's name
     * @param config the client's configuration
     * @param transport how it talks to codex; closed with the client
     * @param mapper how structured answers are decoded
     * @param approvals decides what codex asks
     */
    public CodexClientImpl(String name, ClientConfig config, Transport transport, ObjectMapper mapper,
            ApprovalDesk approvals) {
        this.name = name;
        this.runner = new TurnRunner(transport, new OutputSchemas(mapper), config, approvals);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CodexThread startThread() {
        return startThread(ThreadOptions.NONE);
    }

    @Override
    public CodexThread startThread(ThreadOptions options) {
        return new CodexThreadImpl(runner, null, options);
    }

    @Override
    public CodexThread resumeThread(String threadId) {
        return resumeThread(threadId, ThreadOptions.NONE);
    }

    @Override
    public CodexThread resumeThread(String threadId, ThreadOptions options) {
        if (threadId == null || threadId.isBlank()) {
            throw new CodexConfigurationException(
                    "A thread is resumed by its id, and none was given: use startThread() for a new one");
        }
        if (threadId.startsWith("-")) {
            // It would reach codex as an option.
            throw new CodexConfigurationException("A thread's id does not begin with '-': use an id that"
                    + " CodexThread.id() or TurnResult.threadId() gave");
        }
        return new CodexThreadImpl(runner, threadId, options);
    }

    @Override
    public Uni<CodexThread> forkThread(String threadId) {
        return Uni.createFrom().failure(() -> new CodexUnsupportedException("Forking a thread is not possible on the exec"
                + " transport; the app-server transport of codex has it", "fork"));
    }

    /**
     * Finds out whether codex is there, without having it run a turn.
     *
     * @return whether a new thread could be started somewhere; never fails
     */
    public Uni<Boolean> ready() {
        return runner.transport().ready();
    }

    /**
     * Ends the turns that run and refuses new ones. Blocks until all processes are gone.
     */
    @Override
    public void close() {
        runner.transport().close();
    }
}
