/**
 * What codex says about its threads, models, skills, configuration and account, and what it tells on its own. Immutable
 * values; each keeps the JSON that it was made of, so that nothing gets lost that this version does not know.
 */
package io.quarkiverse.codex.management;
