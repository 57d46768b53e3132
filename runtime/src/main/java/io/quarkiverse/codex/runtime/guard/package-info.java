/**
 * What a turn has to pass before it begins, so that a client does not take more upon itself than its machine can bear.
 */
package io.quarkiverse.codex.runtime.guard;
