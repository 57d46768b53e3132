/**
 * What happens in a turn, as a sealed family of immutable values.
 */
package io.quarkiverse.codex.event;
