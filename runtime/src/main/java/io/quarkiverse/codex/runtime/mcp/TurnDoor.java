package io.quarkiverse.codex.runtime.mcp;

import java.net.InetAddress;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets only a codex with the token of a turn that runs through to the MCP server. Stands before everything else that the
 * application's HTTP server does with a request: who comes is known here, and the application's own means of authentication
 * could make nothing of the token but to refuse it.
 */
@Singleton
public class TurnDoor {

    private static final Logger LOG = Logger.getLogger(TurnDoor.class);
    private static final String BEARER = "Bearer ";
    /** Before CORS, authentication and authorization, whose priorities are 300, 200 and 100. */
    private static final int FIRST = 1000;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final String path;
    private final McpTurns turns;
    private final McpSessions sessions;

    TurnDoor(ServerAddress address, McpTurns turns, McpSessions sessions) {
        this.path = address.path();
        this.turns = turns;
        this.sessions = sessions;
    }

    void open(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    private void pass(RoutingContext request) {
        String asked = request.normalizedPath();
        if (!asked.equals(path) && !asked.startsWith(path + "/")) {
            request.next();
            return;
        }
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        McpTurn turn = header == null || !header.startsWith(BEARER) ? null
                : turns.find(header.substring(BEARER.length()));
        if (turn == null) {
            refuse(request, UNAUTHORIZED, "without the token of a turn that runs");
        } else if (!turn.reach().fromElsewhere() && !isOfThisMachine(request.request())) {
            refuse(request, FORBIDDEN, "from another machine, which "
                    + turn.reach().client().name("mcp.from-elsewhere") + " does not allow");
        } else {
            request.request().headers().remove(HttpHeaders.AUTHORIZATION);
            CurrentTurn.set(request, turn);
            enter(request, turn);
        }
    }

    private void enter(RoutingContext request, McpTurn turn) {
        if (request.request().method().equals(HttpMethod.DELETE)) {
            // Here, for the MCP server would say so in the log, with each turn.
            end(request, turn);
            return;
        }
        request.addHeadersEndHandler(written -> {
            String begun = request.response().headers().get(McpSessions.HEADER);
            if (begun != null && !turn.beginSession(begun)) {
                sessions.end(begun);
            }
        });
        request.next();
    }

    private void end(RoutingContext request, McpTurn turn) {
        String session = request.request().getHeader(McpSessions.HEADER);
        boolean isOfTurn = session != null && turn.endSession(session);
        if (isOfTurn) {
            sessions.end(session);
        }
        request.response().setStatusCode(isOfTurn ? OK : NOT_FOUND).end();
    }

    private static void refuse(RoutingContext request, int status, String why) {
        LOG.debugf("A request to codex' tools was refused: it came %s", why);
        request.response().setStatusCode(status).end();
    }

    /** The sender's address is the server's own where that does not listen on the loopback address. */
    private static boolean isOfThisMachine(HttpServerRequest request) {
        return isOfThisMachine(request.remoteAddress(), request.localAddress())
                && isOfThisMachine(request.connection().remoteAddress(), request.connection().localAddress());
    }

    private static boolean isOfThisMachine(SocketAddress from, SocketAddress to) {
        InetAddress sender = from == null || from.hostAddress() == null ? null
                : NetUtil.createInetAddressFromIpAddressString(from.hostAddress());
        return sender != null
                && (sender.isLoopbackAddress() || to != null && from.hostAddress().equals(to.hostAddress()));
    }
}
