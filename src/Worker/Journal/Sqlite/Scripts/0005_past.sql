-- What happened in a cluster in some time, by kind: for reports, which must not grow slower with the journal.
CREATE INDEX event_of_time ON event (cluster, kind, agreed_at);
