/**
 * What codex has beside turns, asked for over a transport's {@link io.quarkiverse.codex.runtime.transport.RpcDoor}.
 */
package io.quarkiverse.codex.runtime.management;
