-- What annotators write on samples beside their verdicts, and searches they keep. Rows are only ever added and carry
-- author, time and a random id, so that two workspaces merge by union.

CREATE TABLE remark (                              -- the greatest (remarked_at, id) of sample, kind, name, author counts
    id          TEXT PRIMARY KEY,                  -- random UUID
    step_id     TEXT NOT NULL REFERENCES step (id),
    dataset_id  INTEGER NOT NULL,
    record      INTEGER NOT NULL,
    candidate   INTEGER NOT NULL,
    annotator   TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('TAG', 'NOTE')),
    name        TEXT NOT NULL,                     -- of a tag; empty for a note
    value       TEXT,                              -- what a note says, 'yes' for a tag; null: taken off
    remarked_at TEXT NOT NULL,
    FOREIGN KEY (dataset_id, record, candidate) REFERENCES sample (dataset_id, record, candidate)
) STRICT;

CREATE INDEX remark_by_sample ON remark (dataset_id, record, candidate, annotator, kind, name, remarked_at, id);
CREATE INDEX remark_by_step ON remark (step_id);

CREATE TRIGGER remark_is_never_edited BEFORE UPDATE ON remark
BEGIN SELECT raise(ABORT, 'remarks are never edited'); END;
CREATE TRIGGER remark_is_never_deleted BEFORE DELETE ON remark
BEGIN SELECT raise(ABORT, 'remarks are never deleted'); END;

-- Follows from remark alone and is written by the trigger only: the log, looked up fast.

CREATE TABLE standing_remark (                     -- what stands on each sample now
    sample_id   INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    annotator   TEXT NOT NULL,
    value       TEXT,                              -- null: taken off
    remarked_at TEXT NOT NULL,
    remark_id   TEXT NOT NULL,
    PRIMARY KEY (sample_id, kind, name, annotator)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_remark_by_name ON standing_remark (kind, name, sample_id) WHERE value IS NOT NULL;

CREATE TRIGGER remark_stands AFTER INSERT ON remark
BEGIN
    INSERT INTO standing_remark (sample_id, kind, name, annotator, value, remarked_at, remark_id)
    SELECT s.id, NEW.kind, NEW.name, NEW.annotator, NEW.value, NEW.remarked_at, NEW.id FROM sample s
    WHERE s.dataset_id = NEW.dataset_id AND s.record = NEW.record AND s.candidate = NEW.candidate
    ON CONFLICT (sample_id, kind, name, annotator) DO UPDATE SET
        value = excluded.value, remarked_at = excluded.remarked_at, remark_id = excluded.remark_id
    WHERE (excluded.remarked_at, excluded.remark_id) > (standing_remark.remarked_at, standing_remark.remark_id);
END;

CREATE TABLE saved_view (                          -- the greatest (saved_at, id) of a name counts
    id          TEXT PRIMARY KEY,                  -- random UUID
    name        TEXT NOT NULL,
    query       TEXT,                              -- in the query language; null: taken away
    annotator   TEXT NOT NULL,
    saved_at    TEXT NOT NULL
) STRICT;

CREATE INDEX saved_view_by_name ON saved_view (name, saved_at, id);
