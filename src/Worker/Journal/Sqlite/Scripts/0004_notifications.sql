-- Held: kept back by a rule for people's sake. With a time in not_before it is looked at again then; without one it stays held.
-- group_key: what waits under one key is told at once.
CREATE TABLE delivery_new (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    event        INTEGER NOT NULL REFERENCES event (sequence),
    destination  TEXT    NOT NULL,
    cluster      TEXT    NOT NULL,
    master       TEXT,
    state        TEXT    NOT NULL CHECK (state IN ('Pending', 'Held', 'Delivered', 'Rejected')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    first_due_at INTEGER NOT NULL,
    not_before   INTEGER,
    group_key    TEXT,
    reason       TEXT,
    detail       TEXT,
    delivered_at INTEGER,
    UNIQUE (event, destination)
);

INSERT INTO delivery_new (id, event, destination, cluster, master, state, attempts, first_due_at, not_before, reason, detail, delivered_at)
SELECT id, event, destination, cluster, master, state, attempts, first_due_at, not_before, reason, detail, delivered_at FROM delivery;

DROP TABLE delivery;
ALTER TABLE delivery_new RENAME TO delivery;

CREATE INDEX delivery_waiting ON delivery (destination, cluster, master, event) WHERE state = 'Pending';
CREATE INDEX delivery_held ON delivery (destination, not_before) WHERE state = 'Held' AND not_before IS NOT NULL;
CREATE INDEX delivery_standing ON delivery (destination, state);

-- An incident that a destination was told of and that is told again while it stays open.
CREATE TABLE reminder (
    destination TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    event       INTEGER NOT NULL REFERENCES event (sequence),
    times       INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    PRIMARY KEY (destination, incident_id)
);

CREATE INDEX reminder_due ON reminder (destination, due_at);
CREATE INDEX reminder_of_event ON reminder (event);
