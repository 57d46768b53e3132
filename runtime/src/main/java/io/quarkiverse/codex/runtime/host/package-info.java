/**
 * What a transport needs of the application while codex runs a turn.
 */
package io.quarkiverse.codex.runtime.host;
