/**
 * What answers the pages of the Dev UI. It looks at clients from outside, and is there in dev mode only.
 */
package io.quarkiverse.codex.runtime.devui;
