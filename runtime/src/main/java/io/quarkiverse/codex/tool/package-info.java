/**
 * Tools: methods of the application that the agent may call.
 */
package io.quarkiverse.codex.tool;
