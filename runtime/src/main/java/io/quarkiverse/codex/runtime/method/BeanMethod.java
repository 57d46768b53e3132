package io.quarkiverse.codex.runtime.method;

import java.util.function.Supplier;

import jakarta.enterprise.invoke.Invoker;

import io.smallrye.mutiny.Uni;

/**
 * A method of a bean. Calls go through the bean, so that its interceptors see them. Thread-safe.
 */
public final class BeanMethod {

    private final InvokerTable table;
    private final int index;
    private final ExecutionModel model;
    private volatile Invoker<Object, Object> invoker;

    /**
     * @param table what makes the method's invoker, on the first call
     * @param index the method's place in it
     * @param model where the method runs
     */
    public BeanMethod(InvokerTable table, int index, ExecutionModel model) {
        this.table = table;
        this.index = index;
        this.model = model;
    }

    /**
     * Calls the method.
     *
     * @param caller on whose behalf
     * @param arguments gives the arguments, on the thread the method will run on; when it throws, the method is not called
     * @return what {@link Caller#call} says
     */
    public Uni<Object> call(Caller caller, Supplier<Object[]> arguments) {
        return caller.call(model, () -> invoker().invoke(null, arguments.get()));
    }

    /**
     * Calls the method with arguments that take work to make. Where the method runs on an event loop, they are made before, on
     * a thread that may be blocked.
     *
     * @param caller on whose behalf
     * @param arguments gives the arguments; when it throws, the method is not called
     * @return what {@link Caller#call} says
     */
    public Uni<Object> callAfter(Caller caller, Supplier<Object[]> arguments) {
        if (model != ExecutionModel.EVENT_LOOP) {
            return call(caller, arguments);
        }
        return caller.call(ExecutionModel.WORKER, arguments::get).chain(made -> call(caller, () -> (Object[]) made));
    }

    private Invoker<Object, Object> invoker() {
        Invoker<Object, Object> made = invoker;
        if (made == null) {
            // Two at a time may both make one: they are all alike.
            made = table.invoker(index);
            invoker = made;
        }
        return made;
    }
}
