package io.quarkiverse.codex.chaos;

import java.util.Random;

import io.quarkiverse.codex.sessions.RedisServer;

/** Redis loses its power, and is there again after a while with all that it has confirmed. */
final class RedisRestart implements Fault {

    private final RedisServer redis;

    RedisRestart(RedisServer redis) {
        this.redis = redis;
    }

    @Override
    public String kind() {
        return "Redis restarted";
    }

    @Override
    public String strike(Random random) throws InterruptedException {
        redis.kill();
        try {
            Thread.sleep(random.nextInt(1_500));
        } finally {
            redis.restart();
        }
        return kind();
    }
}
