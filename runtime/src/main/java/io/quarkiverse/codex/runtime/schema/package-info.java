/**
 * Structured output: a strict JSON Schema from a Java type, the check of a hand-written one, and the way from the answer's
 * text back to a value. Pure functions; nothing here knows of turns, transports or processes.
 */
package io.quarkiverse.codex.runtime.schema;
