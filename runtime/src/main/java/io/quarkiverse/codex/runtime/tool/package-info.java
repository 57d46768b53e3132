/**
 * The application's tools: what there is, who may call it when, and what becomes of the answers.
 */
package io.quarkiverse.codex.runtime.tool;
