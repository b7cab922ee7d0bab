-- Who observed it. Rows of before know no worker.
ALTER TABLE observation ADD COLUMN worker TEXT NOT NULL DEFAULT '';
