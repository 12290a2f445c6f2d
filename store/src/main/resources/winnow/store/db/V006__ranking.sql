-- What rankings ask of a sample beside its reward. Follows from sample_text alone; written when a ranking first needs it.

CREATE TABLE task (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE sample_trait (
    sample_id    INTEGER PRIMARY KEY REFERENCES sample ON DELETE CASCADE,
    dataset_id   INTEGER NOT NULL,                 -- as in sample, so that a ranking reads this table alone
    answer_chars INTEGER NOT NULL CHECK (answer_chars >= 0),
    markup_marks INTEGER NOT NULL CHECK (markup_marks >= 0),
    prompt_key   INTEGER NOT NULL,                 -- equal for the same media and the same words before the first answer
    task_id      INTEGER REFERENCES task           -- the kind of question the record names; null: none
) STRICT;

-- Audits of a cut: samples below and above it, drawn at random and judged blind. Rows are only ever added and carry
-- author, time and a random id, so that two workspaces merge by union. A draw does not say on which side of the cut its
-- sample lies: that follows from the ranking.

CREATE TABLE audit (
    id          TEXT PRIMARY KEY,                  -- random UUID
    run_id      INTEGER NOT NULL REFERENCES run,
    ranking     TEXT NOT NULL,                     -- how samples are ordered, such as group:prompt
    seed        INTEGER NOT NULL,                  -- of the draws
    annotator   TEXT NOT NULL,
    started_at  TEXT NOT NULL
) STRICT;

CREATE TABLE audit_cut (                           -- where the cut stands; the greatest (cut_at, id) of an audit counts
    id          TEXT PRIMARY KEY,                  -- random UUID
    audit_id    TEXT NOT NULL REFERENCES audit (id),
    annotator   TEXT NOT NULL,
    cut_at      TEXT NOT NULL
) STRICT;

CREATE INDEX audit_cut_by_audit ON audit_cut (audit_id, cut_at, id);

CREATE TABLE audit_cut_source (
    cut_id      TEXT NOT NULL REFERENCES audit_cut (id),
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    below       INTEGER NOT NULL,                  -- samples of the source that were below the cut when it was made
    ranked      INTEGER NOT NULL,                  -- samples of the source that had a reward then
    value       REAL NOT NULL,                     -- samples with a lower value are below
    PRIMARY KEY (cut_id, dataset_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_draw (
    id          TEXT PRIMARY KEY,                  -- random UUID
    audit_id    TEXT NOT NULL REFERENCES audit (id),
    cut_id      TEXT NOT NULL REFERENCES audit_cut (id), -- where the cut stood; not on which side of it the sample is
    place       INTEGER NOT NULL,                  -- in which order they are judged, from 0
    dataset_id  INTEGER NOT NULL,
    record      INTEGER NOT NULL,
    candidate   INTEGER NOT NULL,
    repeats     TEXT REFERENCES audit_draw (id),   -- the draw that had the same sample before; null: none
    FOREIGN KEY (dataset_id, record, candidate) REFERENCES sample (dataset_id, record, candidate)
) STRICT;

CREATE INDEX audit_draw_by_audit ON audit_draw (audit_id, place);

CREATE TABLE audit_judgement (                     -- the greatest (judged_at, id) of a draw counts
    id          TEXT PRIMARY KEY,                  -- random UUID
    draw_id     TEXT NOT NULL REFERENCES audit_draw (id),
    annotator   TEXT NOT NULL,
    quality     TEXT NOT NULL CHECK (quality IN ('GOOD', 'BAD', 'UNKNOWN', 'NONE')), -- NONE: taken back
    reason      TEXT,
    judged_at   TEXT NOT NULL
) STRICT;

CREATE INDEX audit_judgement_by_draw ON audit_judgement (draw_id, judged_at, id);

CREATE TABLE audit_prune (                         -- a cut that was made, and the audit that speaks for it
    step_id     TEXT PRIMARY KEY REFERENCES step (id),
    cut_id      TEXT NOT NULL REFERENCES audit_cut (id)
) STRICT;
