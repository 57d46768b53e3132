/**
 * The client, its threads and turns: what an application injects and calls.
 */
package io.quarkiverse.codex;
