/**
 * JSON Schemas from Java types: strict ones for structured output, with the check of hand-written ones and the way from the
 * answer's text back to a value; and those of a tool's arguments. Pure functions; nothing here knows of turns, transports or
 * processes.
 */
package io.quarkiverse.codex.runtime.schema;
