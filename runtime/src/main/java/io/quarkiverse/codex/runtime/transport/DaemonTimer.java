package io.quarkiverse.codex.runtime.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Makes timers: a daemon thread that is there only while something is to be watched.
 */
public final class DaemonTimer {

    private static final long KEEP_ALIVE_SECONDS = 10;

    private DaemonTimer() {
    }

    /**
     * Makes a timer for what never blocks.
     *
     * @param name the name of its thread
     * @return a timer that forgets what is cancelled and gives up its thread when nothing is left; never {@code null}
     */
    public static ScheduledExecutorService create(String name) {
        return frugal(new ScheduledThreadPoolExecutor(1, threads(name)));
    }

    /**
     * Makes a timer for what may block, which only {@link ScheduledExecutorService#schedule(Runnable, long, TimeUnit)} takes.
     *
     * @param name the name of its thread
     * @param workers what does what is due
     * @return a timer that forgets what is cancelled and gives up its thread when nothing is left; never {@code null}
     */
    public static ScheduledExecutorService create(String name, Executor workers) {
        return frugal(new ScheduledThreadPoolExecutor(1, threads(name)) {

            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                return super.schedule(() -> workers.execute(task), delay, unit);
            }
        });
    }

    private static ThreadFactory threads(String name) {
        return body -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ScheduledExecutorService frugal(ScheduledThreadPoolExecutor timer) {
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
