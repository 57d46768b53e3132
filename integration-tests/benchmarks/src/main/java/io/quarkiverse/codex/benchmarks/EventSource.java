package io.quarkiverse.codex.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

import com.sun.management.OperatingSystemMXBean;

/**
 * A way to read a recording.
 */
interface EventSource extends AutoCloseable {

    String name();

    /** Reads the recording once. */
    Reading read() throws Exception;

    @Override
    default void close() throws Exception {
        // Most have nothing to close.
    }

    static EventSource of(String name, Callable<Long> body) {
        return new EventSource() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Reading read() throws Exception {
                OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
                long cpu = system.getProcessCpuTime();
                long begin = System.nanoTime();
                long events = body.call();
                return new Reading(events, System.nanoTime() - begin, system.getProcessCpuTime() - cpu);
            }
        };
    }

    /**
     * How it went.
     *
     * @param events how many were read
     * @param nanos how long it took
     * @param cpuNanos how long the processors were at it, with garbage collection and compilation, without the writing process
     */
    record Reading(long events, long nanos, long cpuNanos) {

        double perSecond() {
            return events * 1e9 / nanos;
        }

        double perCoreSecond() {
            return events * 1e9 / cpuNanos;
        }
    }
}
