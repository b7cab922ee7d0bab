-- What happened in a cluster in some time, by kind: for reports, which must not grow slower with the journal.
CREATE INDEX event_of_time ON event (cluster, kind, agreed_at, sequence);

-- The first event of a master is found without reading its others, which a hash index has in no order.
DROP INDEX event_of_master;
CREATE INDEX event_of_master ON event (md5(master), cluster, sequence);
