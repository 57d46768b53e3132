package io.quarkiverse.codex.runtime.method;

/**
 * Who is logged in.
 */
@FunctionalInterface
public interface Identities {

    /** Sets nobody. */
    Runnable NONE = () -> {
    };

    /** Of an application that knows no users. */
    Identities UNKNOWN = () -> NONE;

    /**
     * Looks who is logged in now, in the request context that is active.
     *
     * @return logs the same one in to the request context that is active where it is run; never {@code null}
     */
    Runnable capture();
}
