package io.quarkiverse.codex.runtime.transport.appserver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

/**
 * Where a remote codex listens.
 *
 * @param tls whether the connection is encrypted
 * @param host the name or address, an IPv6 one without brackets
 * @param port the port
 * @param path the path with its query
 */
public record RemoteUrl(boolean tls, String host, int port, String path) {

    private static final String READINESS = "readyz";
    private static final int PORT = 80;
    private static final int TLS_PORT = 443;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    /** By what is written and not by what a name server says: that may be somebody else's. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|0:0:0:0:0:0:0:1|127(\\." + OCTET + "){3}");

    /**
     * Reads the configured URLs.
     *
     * @param client whose properties to name in complaints
     * @param urls what is configured
     * @param token whether a token is sent there
     * @return the URLs, each once; never empty
     * @throws CodexConfigurationException when one will not do; none of their secrets is in the message
     */
    public static List<RemoteUrl> parse(ClientProperties client, List<String> urls, boolean token) {
        String property = client.name("remote.url");
        if (urls.isEmpty()) {
            throw new CodexConfigurationException(property + " is missing: the remote transport needs to know where codex"
                    + " listens, for example wss://codex.example.com:4500");
        }
        List<RemoteUrl> parsed = urls.stream().map(url -> parse(client, property, url.trim())).distinct().toList();
        for (RemoteUrl url : parsed) {
            if (token && !url.tls && !url.isLoopback()) {
                throw new CodexConfigurationException(property + " holds " + url + ", and the token is not sent there without"
                        + " TLS, for others could read it on its way: use wss, or a tunnel that begins on this machine");
            }
        }
        return parsed;
    }

    private static RemoteUrl parse(ClientProperties client, String property, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Neither the text nor the cause is passed on: both hold whatever was mistaken for a URL.
            throw new CodexConfigurationException(property + " holds something that is no URL (" + e.getReason()
                    + " at position " + e.getIndex() + "): give ws://host:port or wss://host:port");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!"ws".equals(scheme) && !"wss".equals(scheme)) {
            throw new CodexConfigurationException(property + " holds a URL with "
                    + (scheme.isEmpty() ? "no scheme" : "the scheme '" + scheme + "'") + ": use ws or wss");
        }
        if (uri.getRawUserInfo() != null) {
            throw new CodexConfigurationException(property + " holds a URL with a user or a password: give a token in "
                    + client.name("remote.token") + " instead");
        }
        if (uri.getHost() == null || uri.getFragment() != null || uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            throw new CodexConfigurationException(property + " holds a URL without a host, with an impossible port or with a"
                    + " fragment: give ws://host:port or wss://host:port");
        }
        boolean tls = "wss".equals(scheme);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RemoteUrl(tls, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /**
     * Returns the path at which codex says whether it is ready, with the URL's query: whatever passes on what is sent to the
     * path
     * passes this on as well.
     */
    String readinessPath() {
        int query = path.indexOf('?');
        String base = query < 0 ? path : path.substring(0, query);
        return base + (base.endsWith("/") ? "" : "/") + READINESS + (query < 0 ? "" : path.substring(query));
    }

    /**
     * Returns whether what is sent there does not leave this machine.
     */
    public boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    /**
     * Returns the URL without its query, which may hold a secret.
     */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        String shown = query < 0 ? path : path.substring(0, query);
        return (tls ? "wss://" : "ws://") + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port
                + ("/".equals(shown) ? "" : shown);
    }
}
