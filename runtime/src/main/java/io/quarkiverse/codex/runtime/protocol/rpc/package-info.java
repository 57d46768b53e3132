/**
 * The dialect of JSON-RPC that {@code codex app-server} speaks: one JSON object on each line, without the member
 * {@code jsonrpc}. What the messages are about is none of this package's business.
 */
package io.quarkiverse.codex.runtime.protocol.rpc;
