package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;

/**
 * What of the application a remote codex is reached by. Asked for only where there is one.
 *
 * @param vertx gives the application's Vert.x
 * @param tls finds the TLS configuration of a name, or the default one where no name is given; fails where there is none of
 *        the name
 */
public record Network(Supplier<Vertx> vertx, Function<Optional<String>, Optional<TlsConfiguration>> tls) {

    /**
     * Makes a network without TLS configurations: certificates are those that the JVM trusts.
     *
     * @param vertx gives the Vert.x to use
     */
    public static Network of(Supplier<Vertx> vertx) {
        return new Network(vertx, name -> name.map(missing -> {
            throw new IllegalStateException("there is no TLS configuration " + missing);
        }));
    }
}
