-- Times are UTC ticks (100 ns since 0001-01-01): they compare as integers and lose nothing.

CREATE TABLE event (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id    TEXT    NOT NULL UNIQUE,
    key         TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,
    cluster     TEXT    NOT NULL,
    master      TEXT,
    generation  INTEGER NOT NULL,
    epoch       INTEGER NOT NULL,
    severity    TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    occurred_at INTEGER NOT NULL,
    agreed_at   INTEGER NOT NULL,
    body        TEXT    NOT NULL
);

CREATE INDEX event_of_master ON event (cluster, master, sequence);
CREATE INDEX event_agreed_at ON event (agreed_at);
CREATE INDEX event_of_incident ON event (incident_id, agreed_at);

-- cluster and master repeat the event's: order is kept by them, and the partial index below finds the oldest waiting row of each.
-- not_before is null until an attempt failed: a new delivery is due at once, whatever the clock does meanwhile.
CREATE TABLE delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    event        INTEGER NOT NULL REFERENCES event (sequence),
    destination  TEXT    NOT NULL,
    cluster      TEXT    NOT NULL,
    master       TEXT,
    state        TEXT    NOT NULL CHECK (state IN ('Pending', 'Delivered', 'Rejected')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    first_due_at INTEGER NOT NULL,
    not_before   INTEGER,
    reason       TEXT,
    detail       TEXT,
    delivered_at INTEGER,
    UNIQUE (event, destination)
);

CREATE INDEX delivery_waiting ON delivery (destination, cluster, master, event) WHERE state = 'Pending';
CREATE INDEX delivery_standing ON delivery (destination, state);

CREATE TABLE state (
    cluster TEXT NOT NULL,
    name    TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (cluster, name)
);
