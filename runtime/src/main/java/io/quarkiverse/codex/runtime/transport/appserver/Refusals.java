package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexConfigConflictException;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.protocol.ServerGreeting;

/**
 * Gives the app-server's refusals their types. Nearly all of them bear the code of an invalid request, so that the words have
 * to tell which one it is.
 */
final class Refusals {

    private static final int METHOD_NOT_FOUND = -32601;
    private static final String UNKNOWN_VARIANT = "unknown variant `";
    private static final List<String> UNKNOWN_THREAD = List.of("no rollout found", "no archived rollout found",
            "thread not found", "thread not loaded", "invalid session id", "invalid thread id");

    private Refusals() {
    }

    /**
     * @param params what was asked for
     * @param greeting what the server said of itself
     * @param client whose property to name
     */
    static CodexException typed(CodexRequestException failure, JsonNode params, JsonNode greeting, ClientProperties client) {
        if (isUnknownMethod(failure)) {
            return new CodexUnsupportedException("codex " + ServerGreeting.version(greeting) + " does not know the method "
                    + failure.method() + ": use a codex that has it, or another way", failure.method());
        }
        String threadId = params.path("threadId").textValue();
        if (threadId != null && isUnknownThread(failure)) {
            return unknownThread(failure, threadId, client);
        }
        JsonNode data = failure.data();
        if (data != null && data.path("config_write_error_code").asText().equals("configVersionConflict")) {
            return new CodexConfigConflictException("codex' configuration was changed since it was read: read it again, and"
                    + " write with the version that it has then", params.path("keyPath").asText(),
                    params.path("expectedVersion").asText());
        }
        return failure;
    }

    /** codex says so in the words of its parser, which has the same ones for values within the parameters. */
    private static boolean isUnknownMethod(CodexRequestException failure) {
        return failure.code() == METHOD_NOT_FOUND
                || failure.reason().contains(UNKNOWN_VARIANT + failure.method() + "`");
    }

    static boolean isUnknownThread(CodexRequestException failure) {
        return UNKNOWN_THREAD.stream().anyMatch(failure.reason()::contains);
    }

    /** A thread that is just being closed: its words end with the advice to try again. */
    static boolean isClosing(Throwable failure) {
        return failure instanceof CodexRequestException refusal && refusal.reason().contains("is closing");
    }

    /** A thread that another process has open, or has just let go of: it says that it does before it has. */
    static boolean isElsewhere(Throwable failure) {
        return failure instanceof CodexRequestException refusal && refusal.reason().contains("has an active writer");
    }

    /**
     * Makes the failure of a turn that wants other options than the ones its thread cannot be parted from.
     */
    static CodexConfigurationException unchangeable(String threadId) {
        return new CodexConfigurationException("The thread " + threadId + " is open with other options than this turn has, and"
                + " codex has it in its memory only: closing it, to open it with the new ones, would be its end. Give the"
                + " turns of an ephemeral thread the same options, or do not make it ephemeral");
    }

    /**
     * Makes the failure of a turn on a thread that was closed and cannot be opened again.
     *
     * @param settings how many of its kind are kept, and whose property to name
     */
    static CodexThreadNotFoundException lost(String threadId, AppServerSettings settings) {
        return new CodexThreadNotFoundException("The thread " + threadId + " was kept in codex' memory only, being"
                + " ephemeral or without a turn, and is gone: more than " + settings.mostEphemeralThreads()
                + " of the kind were open, and it was the one"
                + " that was used the longest ago. Start a new thread; raise "
                + settings.client().name("app-server.max-ephemeral-threads")
                + ", or do not make threads ephemeral that are to go on",
                threadId);
    }

    /**
     * Makes the failure of a turn whose thread somebody else uses.
     */
    static CodexException busy(String threadId) {
        return new CodexException("The thread " + threadId
                + " runs a turn already that somebody else has begun, as another client"
                + " of the same codex can; codex would add this turn's input to that one: try again when it is over, or go on with another thread");
    }

    /**
     * Makes the failure of a turn that another client has come before, by a moment.
     */
    static CodexException merged(String threadId) {
        return new CodexException("Another client of codex has begun a turn on the thread " + threadId + " at the same moment,"
                + " and codex has given this turn's input to that one: what comes of it is that client's. Do not let two"
                + " clients use one thread at a time");
    }

    static CodexThreadNotFoundException unknownThread(CodexRequestException failure, String threadId,
            ClientProperties client) {
        return new CodexThreadNotFoundException("codex knows no thread " + threadId + " in its home: start a new thread, or"
                + " set " + client.name("home") + " to the home the thread was started in (" + failure.reason() + ")",
                threadId);
    }
}
