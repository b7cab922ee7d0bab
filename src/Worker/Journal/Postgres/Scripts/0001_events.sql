-- Times are UTC ticks (100 ns since 0001-01-01): they compare as integers and lose nothing. Those of claims and workers are the database's own clock.
-- An index entry may not exceed some 2700 bytes: what sentinels say may, so it is indexed by its md5 or in a hash index.

CREATE TABLE event (
    sequence    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    TEXT   NOT NULL UNIQUE,
    key         TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    cluster     TEXT   NOT NULL,
    master      TEXT,
    generation  BIGINT NOT NULL,
    epoch       BIGINT NOT NULL,
    severity    TEXT   NOT NULL,
    incident_id TEXT   NOT NULL,
    occurred_at BIGINT NOT NULL,
    agreed_at   BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE UNIQUE INDEX event_key ON event (md5(key));
CREATE INDEX event_of_master ON event USING hash (master);
CREATE INDEX event_agreed_at ON event (agreed_at);
CREATE INDEX event_of_incident ON event (incident_id, agreed_at);

-- cluster and master repeat the event's: order is kept by them, and the partial index below finds what waits.
-- not_before is null until an attempt failed: a new delivery is due at once, whatever the clock does meanwhile.
CREATE TABLE delivery (
    id            BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event         BIGINT  NOT NULL REFERENCES event (sequence),
    destination   TEXT    NOT NULL,
    cluster       TEXT    NOT NULL,
    master        TEXT,
    state         TEXT    NOT NULL CHECK (state IN ('Pending', 'Delivered', 'Rejected')),
    attempts      INTEGER NOT NULL DEFAULT 0,
    first_due_at  BIGINT  NOT NULL,
    not_before    BIGINT,
    reason        TEXT,
    detail        TEXT,
    delivered_at  BIGINT,
    claimed_by    TEXT,
    claimed_until TIMESTAMPTZ,
    UNIQUE (event, destination)
);

CREATE INDEX delivery_waiting ON delivery (destination, event) WHERE state = 'Pending';
CREATE INDEX delivery_standing ON delivery (destination, state);

-- A removed entry stays with a null body: another worker has to hear of the removal.
CREATE TABLE state (
    cluster  TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    body     TEXT,
    revision BIGINT NOT NULL
);

CREATE UNIQUE INDEX state_name ON state (cluster, md5(name));
CREATE INDEX state_revision ON state (cluster, revision);

-- Grows with every decision about a cluster, and is locked by whoever makes one.
CREATE TABLE cluster_revision (
    cluster  TEXT   PRIMARY KEY,
    revision BIGINT NOT NULL
);
