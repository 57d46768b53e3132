package io.quarkiverse.codex.review;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Why a request was not met. Only a mapper of exceptions and a filter answer with it, and these the build does not ask.
 */
@RegisterForReflection
record Problem(String error) {
}
