package io.quarkiverse.codex.runtime.session.redis;

/**
 * What Redis does at one go. The keys are those of {@link RedisKeys}: head, entries, lease.
 */
final class RedisScripts {

    private static final String NOW = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            """;
    private static final String REQUIRE_LEASE = """
            if redis.call('HGET', KEYS[3], 'holder') ~= ARGV[1] then return -1 end
            """;

    /** Arguments: holder, milliseconds. Returns the token, or false where another holds the lease. */
    static final String ACQUIRE = """
            if redis.call('EXISTS', KEYS[3]) == 1 then return false end
            local time = redis.call('TIME')
            local token = string.format('%.0f', time[1] * 1000000 + time[2])
            redis.call('HSET', KEYS[3], 'holder', ARGV[1], 'token', token)
            redis.call('PEXPIRE', KEYS[3], ARGV[2])
            return token
            """;

    /** Arguments: holder, milliseconds. Returns 1, or -1 where the lease is another's. */
    static final String RENEW = REQUIRE_LEASE + """
            redis.call('PEXPIRE', KEYS[3], ARGV[2])
            return 1
            """;

    /** Arguments: holder. */
    static final String RELEASE = REQUIRE_LEASE + """
            redis.call('DEL', KEYS[3])
            return 1
            """;

    /** Arguments: holder. Returns how many entries there were, or -1 where the lease is another's. */
    static final String CLEAR = REQUIRE_LEASE + """
            local entries = redis.call('LLEN', KEYS[2])
            redis.call('DEL', KEYS[1], KEYS[2])
            return entries
            """;

    /** Arguments: the attributes. Returns 0 where there is no such session. */
    static final String DESCRIBE = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
            redis.call('HSET', KEYS[1], 'attributes', ARGV[1])
            return 1
            """;

    /** Returns the head, field by field, and behind it its time to live and the number of entries. */
    static final String FIND = """
            local head = redis.call('HGETALL', KEYS[1])
            if #head == 0 then return head end
            head[#head + 1] = 'ttl'
            head[#head + 1] = tostring(redis.call('PTTL', KEYS[1]))
            head[#head + 1] = 'now'
            """ + NOW + """
            head[#head + 1] = string.format('%.0f', now)
            head[#head + 1] = 'entries'
            head[#head + 1] = tostring(redis.call('LLEN', KEYS[2]))
            return head
            """;

    /**
     * Arguments: holder, milliseconds to live or 0, and for each entry: turn, sequence, 1 for an outcome, the thread or
     * nothing, JSON. Returns how many entries were added, or -1 where the lease is another's.
     */
    static final String APPEND = REQUIRE_LEASE + NOW + """
            local turn = redis.call('HGET', KEYS[1], 'turn')
            local sequence = tonumber(redis.call('HGET', KEYS[1], 'sequence') or '-1')
            local first = 3
            for i = 3, #ARGV, 5 do
              if ARGV[i] == turn and tonumber(ARGV[i + 1]) <= sequence then first = i + 5 end
            end
            local added = 0
            for i = first, #ARGV, 5 do
              redis.call('RPUSH', KEYS[2], ARGV[i + 4])
              redis.call('HSET', KEYS[1], 'turn', ARGV[i], 'sequence', ARGV[i + 1], 'ended', ARGV[i + 2])
              if ARGV[i + 3] ~= '' then redis.call('HSET', KEYS[1], 'thread', ARGV[i + 3]) end
              added = added + 1
            end
            if added > 0 then
              local moment = string.format('%.0f', now)
              redis.call('HSETNX', KEYS[1], 'created', moment)
              redis.call('HSET', KEYS[1], 'updated', moment)
            end
            for i = 1, 2 do
              if ARGV[2] == '0' then redis.call('PERSIST', KEYS[i]) else redis.call('PEXPIRE', KEYS[i], ARGV[2]) end
            end
            return added
            """;

    private RedisScripts() {
    }
}
