package io.quarkiverse.codex.approval;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of policies that are made of others. Not the application's pool: all of that may be waiting for turns that wait
 * for these decisions.
 */
final class PolicyThreads {

    /** Has no queue, so that there are as many threads as policies that decide at a time. */
    static final Executor WORKERS = PolicyThreads::execute;
    /** Does nothing that takes long. */
    static final ScheduledExecutorService TIMER = timer();

    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("codex-policy"));

    private PolicyThreads() {
    }

    private static ThreadFactory daemons(String name) {
        return body -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("codex-policy-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** A thread may be older than the application that needs it now, which was started anew in between. */
    private static void execute(Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        POOL.execute(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            task.run();
        });
    }
}
