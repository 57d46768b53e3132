package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;

import javax.net.ssl.SSLException;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.vertx.core.http.UpgradeRejectedException;

/**
 * The failures of connections to remote codexes, without their secrets.
 *
 * @param client whose properties to name
 * @param secrets what must not be seen
 */
record RemoteFailures(ClientProperties client, Secrets secrets) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /**
     * @param cause what Vert.x says; not passed on, for it may hold what was sent
     */
    CodexException connecting(RemoteUrl url, Throwable cause) {
        if (cause instanceof CodexException known) {
            return known;
        }
        if (cause instanceof UpgradeRejectedException rejected) {
            return rejected(url, rejected.getStatus());
        }
        String hint = cause instanceof SSLException
                ? ". Is the certificate one that " + client.name("remote.tls-configuration-name") + " trusts?"
                : ". Does it listen there? It is tried again for the next turn";
        return new CodexConnectionException("codex at " + url + " could not be reached: " + words(cause) + hint,
                url.toString());
    }

    private CodexException rejected(RemoteUrl url, int status) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return new CodexConfigurationException("codex at " + url + " refused the connection with HTTP status " + status
                    + ": set " + client.name("remote.token") + " to the token that it was started with");
        }
        return new CodexConnectionException("codex at " + url + " refused the connection with HTTP status " + status
                + ": is it codex app-server that listens there?", url.toString());
    }

    CodexException connectTimeout(RemoteUrl url, Duration limit) {
        return new CodexConnectionException("codex at " + url + " could not be reached within " + limit
                + ", the limit that " + client.name("remote.connect-timeout") + " sets. It is tried again for the next turn",
                url.toString());
    }

    CodexException stopped(RemoteUrl url) {
        return new CodexShutdownException("The connection to codex at " + url + " was closed: the application is stopping");
    }

    CodexException tooLong(int limit) {
        return new CodexProtocolException("codex sent a message of more than " + limit + " bytes, the limit that "
                + client.name("app-server.max-message-size") + " sets: raise it, or keep commands from writing so much");
    }

    CodexException silent(RemoteUrl url, Duration interval) {
        return new CodexConnectionException("codex at " + url + " gave no sign of life for " + interval
                + ", and the connection was given up. The interval is " + client.name("remote.ping-interval"), url.toString());
    }

    CodexException hanging(RemoteUrl url) {
        return new CodexConnectionException("codex at " + url + " did not answer any more, and the connection was given up",
                url.toString());
    }

    CodexException lost(RemoteUrl url, Short status, String reason, Throwable cause) {
        String why = status == null ? words(cause)
                : "it was closed with status " + status + (reason == null || reason.isEmpty() ? "" : ", " + reason);
        return new CodexConnectionException("The connection to codex at " + url + " was lost: " + secrets.mask(why)
                + ". The next turn connects again and resumes its thread", url.toString());
    }

    private String words(Throwable cause) {
        if (cause == null) {
            return "it ended without a word";
        }
        return secrets.mask(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }
}
