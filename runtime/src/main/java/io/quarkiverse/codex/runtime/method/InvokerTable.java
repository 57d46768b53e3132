package io.quarkiverse.codex.runtime.method;

import jakarta.enterprise.invoke.Invoker;

/**
 * Makes the invokers that the build has generated. Implemented by a class that the build generates, too, so that an invoker's
 * class is loaded when it is first asked for and not when the application starts.
 */
@FunctionalInterface
public interface InvokerTable {

    /** Of an application that has no methods of the kind. */
    InvokerTable EMPTY = index -> {
        throw new IllegalArgumentException("There is no invoker " + index);
    };

    /**
     * Makes an invoker.
     *
     * @param index its place in the list the table was generated for
     * @return the invoker, which looks the bean up by itself; never {@code null}
     * @throws IllegalArgumentException when there is none
     */
    Invoker<Object, Object> invoker(int index);
}
