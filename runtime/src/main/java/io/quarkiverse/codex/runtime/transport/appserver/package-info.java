/**
 * The app-server transport: a process {@code codex app-server} that serves many threads, by JSON-RPC over lines.
 */
package io.quarkiverse.codex.runtime.transport.appserver;
