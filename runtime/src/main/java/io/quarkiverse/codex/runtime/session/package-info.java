/**
 * Sessions: who may run the next turn, on which thread it goes on, and what is recorded of it.
 */
package io.quarkiverse.codex.runtime.session;
