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

-- Answers that are put in order are voted on pair by pair, all in one step.

ALTER TABLE comparison ADD COLUMN step_id TEXT;    -- the step the votes of a ranking share; null: the id of the vote

CREATE INDEX comparison_by_step ON comparison (step_id) WHERE step_id IS NOT NULL;

DROP TRIGGER IF EXISTS comparison_has_step;

CREATE TRIGGER comparison_has_step BEFORE INSERT ON comparison
WHEN NOT EXISTS (SELECT 1 FROM step WHERE id = coalesce(NEW.step_id, NEW.id))
BEGIN SELECT raise(ABORT, 'a vote is of a step'); END;
