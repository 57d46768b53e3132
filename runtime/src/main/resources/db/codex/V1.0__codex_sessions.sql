-- Sessions of Quarkus Codex. Runs as it is on PostgreSQL and H2, more than once without harm, and by Flyway:
-- quarkus.flyway.locations=db/migration,db/codex

-- One row per session, and per lease: a row without entries is no session.
CREATE TABLE IF NOT EXISTS codex_session (
    client        VARCHAR(200) NOT NULL,
    session_key   VARCHAR(400) NOT NULL,
    thread_id     VARCHAR(200),
    turn_id       VARCHAR(100),
    turn_sequence INTEGER      NOT NULL DEFAULT -1,
    turn_ended    BOOLEAN      NOT NULL DEFAULT TRUE,
    entries       BIGINT       NOT NULL DEFAULT 0,
    created_at    BIGINT,
    updated_at    BIGINT,
    expires_at    BIGINT,
    attributes    TEXT,
    lease_holder  VARCHAR(100),
    lease_token   BIGINT       NOT NULL DEFAULT 0,
    lease_until   BIGINT       NOT NULL DEFAULT 0,
    PRIMARY KEY (client, session_key)
);

-- The entries of a session in their order, each as JSON.
CREATE TABLE IF NOT EXISTS codex_session_entry (
    client      VARCHAR(200) NOT NULL,
    session_key VARCHAR(400) NOT NULL,
    position    BIGINT       NOT NULL,
    entry       TEXT         NOT NULL,
    PRIMARY KEY (client, session_key, position)
);
