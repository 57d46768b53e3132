/**
 * Ways to have codex run a turn. A transport knows nothing of what uses it.
 */
package io.quarkiverse.codex.runtime.transport;
