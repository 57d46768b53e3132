/**
 * Starting, feeding, reading and ending an operating system process. Knows nothing of codex.
 */
package io.quarkiverse.codex.runtime.process;
