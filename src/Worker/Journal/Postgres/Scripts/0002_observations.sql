CREATE TABLE observation (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       BIGINT NOT NULL,
    cluster  TEXT   NOT NULL,
    sentinel TEXT   NOT NULL,
    type     TEXT   NOT NULL,
    master   TEXT,
    worker   TEXT   NOT NULL,
    body     TEXT   NOT NULL
);

CREATE INDEX observation_at ON observation (at);

-- Who said so after the event was published; the event's own evidence is in its body.
CREATE TABLE witness (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event    BIGINT NOT NULL REFERENCES event (sequence),
    sentinel TEXT   NOT NULL,
    address  TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    via      TEXT   NOT NULL
);

CREATE UNIQUE INDEX witness_of_event ON witness (event, md5(sentinel));

-- Who works on this journal, or did lately. A name is held by an advisory lock, not by its row.
CREATE TABLE worker (
    name       TEXT        PRIMARY KEY,
    started_at TIMESTAMPTZ NOT NULL,
    seen_at    TIMESTAMPTZ NOT NULL,
    sight      TEXT
);
