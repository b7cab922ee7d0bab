-- Held: kept back by a rule for people's sake. With a time in not_before it is looked at again then; without one it stays held.
ALTER TABLE delivery DROP CONSTRAINT delivery_state_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_state_check CHECK (state IN ('Pending', 'Held', 'Delivered', 'Rejected'));

-- What waits under one key is told at once.
ALTER TABLE delivery ADD COLUMN group_key TEXT;

CREATE INDEX delivery_held ON delivery (destination, not_before) WHERE state = 'Held' AND not_before IS NOT NULL;

-- An incident that a destination was told of and that is told again while it stays open.
CREATE TABLE reminder (
    destination TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    event       BIGINT  NOT NULL REFERENCES event (sequence),
    times       INTEGER NOT NULL,
    due_at      BIGINT  NOT NULL,
    PRIMARY KEY (destination, incident_id)
);

CREATE INDEX reminder_due ON reminder (destination, due_at);
CREATE INDEX reminder_of_event ON reminder (event);
