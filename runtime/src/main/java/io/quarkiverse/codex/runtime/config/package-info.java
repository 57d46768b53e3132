/**
 * The configuration, {@code quarkus.codex.*}.
 */
package io.quarkiverse.codex.runtime.config;
