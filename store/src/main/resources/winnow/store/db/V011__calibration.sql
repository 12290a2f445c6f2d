-- How probable it is that the answer with the higher reward is better, as fitted on votes. Rows are only ever added; of a run
-- the one with the greatest (fitted_at, id) counts, so that two workspaces merge by union.

CREATE TABLE calibration (
    id         TEXT PRIMARY KEY,                   -- random UUID
    name       TEXT NOT NULL,
    run_id     INTEGER NOT NULL REFERENCES run,    -- whose rewards
    method     TEXT NOT NULL CHECK (method IN ('TEMPERATURE', 'ISOTONIC')),
    parameters TEXT NOT NULL CHECK (json_valid(parameters)),
    figures    TEXT NOT NULL CHECK (json_valid(figures)), -- what it was worth on votes held out
    voter      TEXT,                               -- whose votes; null: of all
    votes      INTEGER NOT NULL,
    sha256     TEXT NOT NULL,                      -- of these votes
    annotator  TEXT NOT NULL,                      -- who had it fitted
    fitted_at  TEXT NOT NULL
) STRICT;

CREATE INDEX calibration_by_run ON calibration (run_id, fitted_at, id);

CREATE TRIGGER calibration_is_never_edited BEFORE UPDATE ON calibration
BEGIN SELECT raise(ABORT, 'calibrations are never edited'); END;
CREATE TRIGGER calibration_is_never_deleted BEFORE DELETE ON calibration
BEGIN SELECT raise(ABORT, 'calibrations are never deleted'); END;
