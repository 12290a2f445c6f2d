-- A cheap first run over all samples, and a second one at full resolution over its lowest share and a random control.

CREATE TABLE refinement (
    id           INTEGER PRIMARY KEY,
    run_id       INTEGER NOT NULL REFERENCES run,      -- at full resolution
    first_run_id INTEGER NOT NULL REFERENCES run,      -- the cheap one
    share        REAL NOT NULL CHECK (share > 0 AND share < 1), -- of the first run's rewards, the lowest
    refined      INTEGER NOT NULL,                     -- samples in that share
    edge         REAL NOT NULL,                        -- the highest reward among them
    made_at      TEXT NOT NULL
) STRICT;

CREATE INDEX refinement_by_run ON refinement (run_id, id);
CREATE INDEX refinement_by_first_run ON refinement (first_run_id, id);

CREATE TABLE refinement_control (                      -- drawn at random from all that the first run rewarded
    refinement_id INTEGER NOT NULL REFERENCES refinement ON DELETE CASCADE,
    sample_id     INTEGER NOT NULL,
    PRIMARY KEY (refinement_id, sample_id)
) STRICT, WITHOUT ROWID;
