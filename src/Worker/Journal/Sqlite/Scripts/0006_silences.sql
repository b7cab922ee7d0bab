-- Silences that were asked for while the service ran. over_at: when one ends or was ended; null while it comes again without an end.
CREATE TABLE silence (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL UNIQUE,
    name         TEXT    NOT NULL,
    name_key     TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    created_from TEXT    NOT NULL,
    over_at      INTEGER,
    ended_at     INTEGER,
    ended_from   TEXT
);

CREATE INDEX silence_over ON silence (over_at);
