-- Rankings a query can ask for: what the samples of a run are ranked by, as it was computed. Follows from scores and
-- traits alone, so it is never merged; written when a ranking is asked for, and replaced by the next of its measure.

CREATE TABLE ranking (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, so that values left over belong to nobody
    run_id      INTEGER NOT NULL REFERENCES run,
    measure     TEXT NOT NULL CHECK (measure IN ('Z', 'ADJUSTED', 'AGREE')),
    choice      TEXT NOT NULL,                     -- how samples are ordered, such as group:prompt
    runs        TEXT NOT NULL CHECK (json_valid(runs)), -- all runs it was computed from, as a list of their numbers
    changes     INTEGER NOT NULL,                  -- how often the scores of those had changed, summed up
    complete    INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)) -- 0: being written, or left over
) STRICT;

CREATE UNIQUE INDEX ranking_by_measure ON ranking (run_id, measure) WHERE complete = 1;

CREATE TABLE ranking_value (                       -- no foreign key: rows are written and taken away in short batches
    ranking_id  INTEGER NOT NULL,
    place       INTEGER NOT NULL,                  -- from 1 for the worst
    sample_id   INTEGER NOT NULL,
    value       REAL NOT NULL,
    PRIMARY KEY (ranking_id, place)
) STRICT, WITHOUT ROWID;
