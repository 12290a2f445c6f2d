-- Samples never change after import, scores never after a run, decisions are only ever added.
-- Times are UTC, ISO 8601 with six decimals, so that they sort as text.

CREATE TABLE dataset (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    source      TEXT NOT NULL,                     -- the file, absolute
    format      TEXT NOT NULL,                     -- id of its reader
    sha256      TEXT NOT NULL,                     -- of the file when it was imported
    records     INTEGER NOT NULL DEFAULT 0,
    imported    INTEGER NOT NULL DEFAULT 0,
    rejected    INTEGER NOT NULL DEFAULT 0,
    imported_at TEXT NOT NULL,
    importer    TEXT NOT NULL,                     -- process that imports it, "pid@start"
    complete    INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)) -- 0: being imported, or left over
) STRICT;

CREATE UNIQUE INDEX dataset_by_content ON dataset (sha256) WHERE complete = 1;

CREATE TABLE media_roots (                         -- the last row of a dataset counts
    id          INTEGER PRIMARY KEY,
    dataset_id  INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
    folders     TEXT NOT NULL CHECK (json_valid(folders)),
    chosen_at   TEXT NOT NULL
) STRICT;

CREATE INDEX media_roots_by_dataset ON media_roots (dataset_id, id);

CREATE TABLE sample (                              -- narrow: what lists read
    id          INTEGER PRIMARY KEY,
    dataset_id  INTEGER NOT NULL REFERENCES dataset,
    record      INTEGER NOT NULL,                  -- position in the file, from 0
    candidate   INTEGER NOT NULL,                  -- which answer of the record, from 0
    line        INTEGER NOT NULL,                  -- from 1
    preview     TEXT NOT NULL,                     -- start of the answer, on one line
    media_kind  TEXT CHECK (media_kind IN ('IMAGE', 'VIDEO')), -- of the first medium
    media_path  TEXT,
    UNIQUE (dataset_id, record, candidate)
) STRICT;

CREATE TABLE sample_text (                         -- wide: read one sample at a time
    sample_id   INTEGER PRIMARY KEY REFERENCES sample ON DELETE CASCADE,
    body        TEXT NOT NULL,                     -- {"turns": [{"role", "text"}], "media": [{"kind", "path"}]}
    raw         TEXT NOT NULL                      -- the record as it stood in the file: see RepeatedText
) STRICT;

CREATE TABLE reject (
    dataset_id  INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
    record      INTEGER NOT NULL,
    line        INTEGER,
    reason      TEXT NOT NULL,
    raw         TEXT NOT NULL,
    PRIMARY KEY (dataset_id, record)
) STRICT;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    model       TEXT NOT NULL,
    folder      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    trained     INTEGER NOT NULL CHECK (trained IN (0, 1)),
    settings    TEXT NOT NULL CHECK (json_valid(settings)), -- what changes scores, nothing else
    started_at  TEXT NOT NULL,
    resumed_at  TEXT NOT NULL,
    UNIQUE (fingerprint, settings)
) STRICT;

CREATE TABLE score (                               -- no foreign key to sample: it would cost a lookup a row
    run_id      INTEGER NOT NULL REFERENCES run,
    sample_id   INTEGER NOT NULL,
    reward      REAL,                              -- no unit, higher is better
    tokens      INTEGER,
    truncated   INTEGER CHECK (truncated IN (0, 1)),
    failure     TEXT,                              -- why there is no reward
    PRIMARY KEY (run_id, sample_id),
    CHECK ((reward IS NULL) <> (failure IS NULL))  -- a score or a reason, never both
) STRICT, WITHOUT ROWID;

CREATE INDEX score_by_reward ON score (run_id, reward, sample_id);

CREATE TABLE step (                                -- one action: one press of undo
    seq         INTEGER PRIMARY KEY,               -- in order of arrival
    id          TEXT NOT NULL UNIQUE,              -- random UUID
    undoes      TEXT REFERENCES step (id),         -- the step it takes back
    annotator   TEXT NOT NULL,
    decided_at  TEXT NOT NULL
) STRICT;

CREATE INDEX step_by_time ON step (decided_at);
CREATE INDEX step_by_undone ON step (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE decision (                            -- only ever added, so two workspaces merge by union
    id          TEXT PRIMARY KEY,                  -- random UUID
    step_id     TEXT NOT NULL REFERENCES step (id),
    dataset_id  INTEGER NOT NULL,
    record      INTEGER NOT NULL,
    candidate   INTEGER NOT NULL,
    annotator   TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('KEEP', 'PRUNE', 'UNSURE', 'NONE')),
    reason      TEXT,
    note        TEXT,
    decided_at  TEXT NOT NULL,                     -- current: the greatest (decided_at, id) of an annotator
    said_at     TEXT NOT NULL,                     -- when these words were first said: earlier than decided_at after
                                                   -- an undo or redo; between annotators the greatest counts
    FOREIGN KEY (dataset_id, record, candidate) REFERENCES sample (dataset_id, record, candidate)
) STRICT;

CREATE INDEX decision_by_sample ON decision (dataset_id, record, candidate, annotator, decided_at, id);
CREATE INDEX decision_by_step ON decision (step_id);

CREATE TRIGGER decision_is_never_edited BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are never edited'); END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER step_is_never_edited BEFORE UPDATE ON step
BEGIN SELECT raise(ABORT, 'steps are never edited'); END;
CREATE TRIGGER step_is_never_deleted BEFORE DELETE ON step
BEGIN SELECT raise(ABORT, 'steps are never deleted'); END;

-- The two tables below follow from decision alone and are written by the trigger only: the log, looked up fast.

CREATE TABLE standing (                            -- the last word of each annotator on each sample, NONE included
    sample_id   INTEGER NOT NULL,
    annotator   TEXT NOT NULL,
    verdict     TEXT NOT NULL,
    decided_at  TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    PRIMARY KEY (sample_id, annotator)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_by_annotator ON standing (annotator, sample_id);

CREATE TABLE current_verdict (                     -- the last word of all that was not taken back
    sample_id   INTEGER PRIMARY KEY,
    verdict     TEXT NOT NULL,
    reason      TEXT,
    note        TEXT,
    annotator   TEXT NOT NULL,
    decided_at  TEXT NOT NULL
) STRICT;

CREATE INDEX current_verdict_by_verdict ON current_verdict (verdict, sample_id);

CREATE TRIGGER decision_stands AFTER INSERT ON decision
BEGIN
    INSERT INTO standing (sample_id, annotator, verdict, decided_at, decision_id)
    SELECT s.id, NEW.annotator, NEW.verdict, NEW.decided_at, NEW.id FROM sample s
    WHERE s.dataset_id = NEW.dataset_id AND s.record = NEW.record AND s.candidate = NEW.candidate
    ON CONFLICT (sample_id, annotator) DO UPDATE SET
        verdict = excluded.verdict, decided_at = excluded.decided_at, decision_id = excluded.decision_id
    WHERE (excluded.decided_at, excluded.decision_id) > (standing.decided_at, standing.decision_id);

    DELETE FROM current_verdict WHERE sample_id =
        (SELECT s.id FROM sample s
         WHERE s.dataset_id = NEW.dataset_id AND s.record = NEW.record AND s.candidate = NEW.candidate);

    INSERT INTO current_verdict (sample_id, verdict, reason, note, annotator, decided_at)
    SELECT t.sample_id, d.verdict, d.reason, d.note, d.annotator, d.said_at
    FROM standing t JOIN decision d ON d.id = t.decision_id
    WHERE t.sample_id =
        (SELECT s.id FROM sample s
         WHERE s.dataset_id = NEW.dataset_id AND s.record = NEW.record AND s.candidate = NEW.candidate)
      AND t.verdict <> 'NONE'
    ORDER BY d.said_at DESC, t.decision_id DESC LIMIT 1;
END;
