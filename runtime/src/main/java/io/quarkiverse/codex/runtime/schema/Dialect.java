package io.quarkiverse.codex.runtime.schema;

/**
 * What a schema is for.
 */
enum Dialect {

    /** A turn's answer. The API enforces the schema and takes strict ones only: every property is required, maps are lists. */
    ANSWER,

    /** A tool's arguments. The model is told the schema and may forget it; optional properties may be left out. */
    ARGUMENTS
}
