package io.quarkiverse.codex.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;

/**
 * The clocks by which leases end are set, by up to several leases: that of the machine whose files sessions are in, and that of
 * Redis, of which nothing is to be seen but that what is to expire does so earlier or later.
 */
final class LeaseClockJump implements Fault {

    private static final Duration FURTHEST = Site.LEASE.multipliedBy(4);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JumpingClock clock;
    private final Redis redis;

    LeaseClockJump(JumpingClock clock, Vertx vertx, String redisUrl) {
        this.clock = clock;
        this.redis = Redis.createClient(vertx, redisUrl);
    }

    @Override
    public String kind() {
        return "clock of leases";
    }

    @Override
    public String strike(Random random) {
        boolean forward = random.nextBoolean();
        Duration distance = Duration.ofMillis(1 + random.nextInt((int) FURTHEST.toMillis()));
        Duration jump = forward ? distance : distance.negated();
        clock.jump(jump);
        for (String lease : leases()) {
            long left = send(Request.cmd(Command.PTTL).arg(lease)).toLong();
            if (left > 0) {
                send(Request.cmd(Command.PEXPIRE).arg(lease).arg(Math.max(1, left - jump.toMillis())));
            }
        }
        return kind() + " " + (forward ? "forward" : "back");
    }

    /** The names of the leases that somebody holds. */
    List<String> leases() {
        List<String> names = new ArrayList<>();
        send(Request.cmd(Command.KEYS).arg(Site.PREFIX + "*:lease")).forEach(name -> names.add(name.toString()));
        return names;
    }

    private Response send(Request request) {
        return redis.send(request).onFailure().retry().withBackOff(Duration.ofMillis(50)).atMost(5).await().atMost(PATIENCE);
    }
}
