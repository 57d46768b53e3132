package io.quarkiverse.codex.runtime.transport.appserver;

import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.transport.Secrets;

/**
 * The failures with which turns and requests on an app-server end.
 */
final class TurnFailures {

    private TurnFailures() {
    }

    /**
     * Makes the failure of a turn of which codex says that it has failed.
     */
    static CodexTurnFailedException failed(String threadId, TurnError error, Secrets secrets) {
        String why = secrets.mask(error.message());
        String details = error.additionalDetails() == null ? null : secrets.mask(error.additionalDetails());
        return new CodexTurnFailedException("The turn failed: " + why, threadId,
                new TurnError(why, error.codexErrorInfo(), details));
    }

    /**
     * Makes the failure of what a message was for that is too long to be read.
     */
    static CodexProtocolException oversized(RpcMessage.Oversized message, AppServerSettings settings) {
        return new CodexProtocolException("codex sent " + (message.method() != null ? message.method() : "an answer") + " of "
                + message.length() + " bytes and it was left out, for it is longer than "
                + settings.client().name("app-server.max-message-size")
                + " permits: raise that, or keep commands from writing so much");
    }

    /**
     * Makes the failure of a turn that says more than its subscriber takes.
     */
    static CodexOverloadedException tooSlow(AppServerSettings settings) {
        return new CodexOverloadedException("The subscriber is too slow: more than " + settings.mostWaitingEvents()
                + " events or " + settings.mostWaitingCharacters() + " characters of this turn waited for it, and it was"
                + " interrupted. The limits are " + settings.client().name("app-server.max-waiting-events")
                + " and .max-waiting-text");
    }
}
