/**
 * The test kit: a real codex, found or provisioned, against a scripted model.
 * <p>
 * In a {@code @QuarkusTest}, {@link io.quarkiverse.codex.testing.WithScriptedModel} is all that is needed. Elsewhere
 * {@link io.quarkiverse.codex.testing.CodexBinary} finds the executable, and a
 * {@link io.quarkiverse.codex.testing.ScriptedModel} gives the configuration and environment to start it with.
 */
package io.quarkiverse.codex.testing;
