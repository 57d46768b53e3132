/**
 * Redis. Loaded only in applications that have the Redis client.
 */
package io.quarkiverse.codex.runtime.storage.redis;
