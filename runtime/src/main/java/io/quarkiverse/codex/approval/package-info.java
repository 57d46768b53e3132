/**
 * What codex asks before it acts, and who answers.
 */
package io.quarkiverse.codex.approval;
