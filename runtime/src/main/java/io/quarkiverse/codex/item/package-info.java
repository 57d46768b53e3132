/**
 * What codex does and says during a turn, as immutable values.
 */
package io.quarkiverse.codex.item;
