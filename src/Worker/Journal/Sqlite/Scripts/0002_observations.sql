CREATE TABLE observation (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    cluster  TEXT    NOT NULL,
    sentinel TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    master   TEXT,
    body     TEXT    NOT NULL
);

CREATE INDEX observation_at ON observation (at);

-- Who said so after the event was published; the event's own evidence is in its body.
CREATE TABLE witness (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event    INTEGER NOT NULL REFERENCES event (sequence),
    sentinel TEXT    NOT NULL,
    address  TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    via      TEXT    NOT NULL,
    UNIQUE (event, sentinel)
);
