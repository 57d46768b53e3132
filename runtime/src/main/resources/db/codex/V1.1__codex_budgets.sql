-- What turns of Quarkus Codex have used up. Runs as it is on PostgreSQL and H2, more than once without harm, and by Flyway:
-- quarkus.flyway.locations=db/migration,db/codex

-- One row per thread, or client and window of time.
CREATE TABLE IF NOT EXISTS codex_budget (
    budget_key   VARCHAR(400) NOT NULL,
    tokens       BIGINT       NOT NULL,
    tool_calls   BIGINT       NOT NULL,
    turns        BIGINT       NOT NULL,
    wall_time_ms BIGINT       NOT NULL,
    kept_until   BIGINT       NOT NULL,
    PRIMARY KEY (budget_key)
);

-- For what has expired.
CREATE INDEX IF NOT EXISTS codex_budget_kept_until ON codex_budget (kept_until);
