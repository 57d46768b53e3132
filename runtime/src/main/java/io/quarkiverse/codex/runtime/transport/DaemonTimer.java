package io.quarkiverse.codex.runtime.transport;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the timers of transports: a daemon thread that is there only while something is to be watched.
 */
public final class DaemonTimer {

    private static final long KEEP_ALIVE_SECONDS = 10;

    private DaemonTimer() {
    }

    /**
     * Makes a timer.
     *
     * @param name the name of its thread
     * @return a timer that forgets what is cancelled and gives up its thread when nothing is left; never {@code null}
     */
    public static ScheduledExecutorService create(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
