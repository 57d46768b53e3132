/**
 * One turn's life: its options resolved, its stream, its result. Knows transports only as such.
 */
package io.quarkiverse.codex.runtime.turn;
