package io.quarkiverse.codex.runtime.tool;

import java.util.List;

/**
 * What interceptors of a tool's method have to say against its arguments. Thread-safe.
 */
@FunctionalInterface
public interface ArgumentObjections {

    /** Of an application whose interceptors look at no arguments. */
    ArgumentObjections NONE = (failure, beanClass, method) -> List.of();

    /**
     * Reads the objections off an exception.
     *
     * @param failure what the call has failed with
     * @param beanClass the name of the class of the tool's bean
     * @param method the name of the tool's method
     * @return the objections; empty when the exception is about anything else but the arguments of that method, which has run
     *         then; never {@code null}
     */
    List<Objection> of(Throwable failure, String beanClass, String method);

    /**
     * Something to say against an argument.
     *
     * @param parameter the place of the parameter among those of the method, or -1 for all of them together
     * @param path where in the argument: properties by their names in Java, and the indexes and keys of what contains things
     * @param message what was expected
     */
    record Objection(int parameter, List<String> path, String message) {
    }
}
