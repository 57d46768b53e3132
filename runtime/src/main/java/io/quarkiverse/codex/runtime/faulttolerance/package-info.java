/**
 * The guard around the start of turns, of SmallRye Fault Tolerance. Nothing here is loaded in an application without it.
 */
package io.quarkiverse.codex.runtime.faulttolerance;
