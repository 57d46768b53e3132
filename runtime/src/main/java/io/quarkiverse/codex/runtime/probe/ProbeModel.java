package io.quarkiverse.codex.runtime.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.codex.runtime.transport.StandInModel;

/**
 * The model of a probe, on a port of this machine that nobody else knows the token of.
 * <p>
 * It is the JDK's server and not Vert.x: what the application measures and traces of its HTTP servers is not to show it.
 */
final class ProbeModel implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProbeModel.class);
    private static final int TOKEN_BYTES = 32;
    private static final int MOST_REQUEST_BYTES = 16 * 1024 * 1024;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final String EVENTS = "text/event-stream";
    private static final Pattern VERSION = Pattern.compile("/(\\d+\\.\\d+\\.\\d+\\S*)");

    private final String token = newToken();
    private final HttpServer server;
    private volatile boolean asked;
    private volatile String codexVersion;

    private ProbeModel(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens the port.
     *
     * @param workers answers
     */
    static ProbeModel open(Executor workers) {
        try {
            ProbeModel model = new ProbeModel(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            model.server.setExecutor(workers);
            model.server.createContext("/", model::serve);
            model.server.start();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of this machine can be listened on: " + e.getMessage(), e);
        }
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    StandInModel address() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return new StandInModel(URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + address.getPort() + "/v1"), token);
    }

    /**
     * Returns whether codex has asked the model.
     */
    boolean wasAsked() {
        return asked;
    }

    /**
     * Returns which version of codex has asked, where it has told.
     */
    Optional<String> codexVersion() {
        return Optional.ofNullable(codexVersion);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAllowed(exchange)) {
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
            } else if (!exchange.getRequestURI().getPath().endsWith("/responses")) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            } else {
                answer(exchange);
            }
        } catch (IOException e) {
            LOG.debugf("A probe of codex was not answered: %s", e.getMessage());
            throw e;
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return MessageDigest.isEqual(("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                shown.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked = true;
        Matcher version = VERSION.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
        if (version.find()) {
            codexVersion = version.group(1);
        }
        byte[] events = ProbeScript.answer(exchange.getRequestBody().readNBytes(MOST_REQUEST_BYTES));
        exchange.getResponseHeaders().set("Content-Type", EVENTS);
        exchange.sendResponseHeaders(OK, events.length);
        exchange.getResponseBody().write(events);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
