-- Reports of faults that were planted into a copy of a dataset and looked for. Rows are only ever added, so that two
-- workspaces merge by union.

CREATE TABLE measurement (
    id          TEXT PRIMARY KEY,                  -- random UUID
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    model       TEXT NOT NULL,
    samples     INTEGER NOT NULL,                  -- in the copy
    planted     INTEGER NOT NULL,                  -- of them with a fault
    seed        INTEGER NOT NULL,                  -- of the draws
    report      TEXT NOT NULL CHECK (json_valid(report)), -- figures of every ranking, and what each missed
    measured_at TEXT NOT NULL
) STRICT;

CREATE INDEX measurement_by_time ON measurement (measured_at, id);

CREATE TRIGGER measurement_is_never_edited BEFORE UPDATE ON measurement
BEGIN SELECT raise(ABORT, 'measurements are never edited'); END;
CREATE TRIGGER measurement_is_never_deleted BEFORE DELETE ON measurement
BEGIN SELECT raise(ABORT, 'measurements are never deleted'); END;
