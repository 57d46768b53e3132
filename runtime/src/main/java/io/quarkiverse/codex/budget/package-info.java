/**
 * What turns may use up, and where it is counted.
 */
package io.quarkiverse.codex.budget;
