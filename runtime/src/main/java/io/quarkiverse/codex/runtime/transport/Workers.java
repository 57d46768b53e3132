package io.quarkiverse.codex.runtime.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads on which a client does what may block, consumers of its events among it.
 * <p>
 * They are the client's own: on the pool on which the application waits for its turns, everything that has to happen for
 * these to end would wait behind them. Nothing ever waits here, so that there are as many threads as things to do, which others
 * limit: a turn has one at a time and one more for each thing codex asks, a process has one while it is started, and a request
 * has one when it is answered.
 */
public final class Workers implements Executor {

    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    /**
     * @param name what the names of the threads begin with
     */
    public Workers(String name) {
        AtomicLong count = new AtomicLong();
        // Not that of whoever has something to do just when a thread is made: the threads outlive it.
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                body -> {
                    Thread thread = new Thread(body, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
    }

    /**
     * Has something done at once on a thread of its own. Never refuses and never waits.
     */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /**
     * Lets go of the threads that have nothing to do, and of every other as soon as it is done. Late comers are still served:
     * the subscribers of a client that was closed want to hear so.
     */
    public void dismiss() {
        pool.setKeepAliveTime(0, TimeUnit.SECONDS);
    }
}
