-- Which of two answers to one question is better. Rows are only ever added and carry author, time and a random id, so that
-- two workspaces merge by union. A and B are the sides the answers stood on.

CREATE TABLE comparison (
    seq         INTEGER PRIMARY KEY,               -- in order of arrival
    id          TEXT NOT NULL UNIQUE,              -- random UUID
    undoes      TEXT REFERENCES comparison (id),   -- the vote it takes back; null: a vote of its own
    dataset_id  INTEGER NOT NULL,
    record      INTEGER NOT NULL,
    candidate_a INTEGER NOT NULL,
    candidate_b INTEGER NOT NULL,
    annotator   TEXT NOT NULL,
    choice      TEXT NOT NULL CHECK (choice IN
        ('A_MUCH', 'A', 'TIE', 'B', 'B_MUCH', 'BOTH_BAD', 'SKIP', 'FLAG', 'NONE')), -- NONE: taken back
    reasons     TEXT NOT NULL CHECK (json_valid(reasons)), -- list of dimensions that decided it, mostly empty
    note        TEXT,
    blind       INTEGER NOT NULL CHECK (blind IN (0, 1)), -- 0: names, label and rewards had been shown before
    seed        INTEGER NOT NULL,                  -- of the sides
    queue       TEXT NOT NULL,                     -- why the pair was asked
    voted_at    TEXT NOT NULL,                     -- current: the greatest (voted_at, id) of an annotator
    CHECK (candidate_a <> candidate_b),
    FOREIGN KEY (dataset_id, record, candidate_a) REFERENCES sample (dataset_id, record, candidate),
    FOREIGN KEY (dataset_id, record, candidate_b) REFERENCES sample (dataset_id, record, candidate)
) STRICT;

CREATE INDEX comparison_by_record ON comparison (dataset_id, record, annotator, voted_at, id);
CREATE INDEX comparison_by_time ON comparison (voted_at);

CREATE TRIGGER comparison_is_never_edited BEFORE UPDATE ON comparison
BEGIN SELECT raise(ABORT, 'comparisons are never edited'); END;
CREATE TRIGGER comparison_is_never_deleted BEFORE DELETE ON comparison
BEGIN SELECT raise(ABORT, 'comparisons are never deleted'); END;

-- Follows from comparison alone and is written by the trigger only: the log, looked up fast.

CREATE TABLE standing_vote (                       -- the last word of each annotator on each pair, NONE included
    dataset_id    INTEGER NOT NULL,
    record        INTEGER NOT NULL,
    low           INTEGER NOT NULL,                -- the candidates of the pair, the lower first
    high          INTEGER NOT NULL,
    annotator     TEXT NOT NULL,
    choice        TEXT NOT NULL,
    prefers       INTEGER,                         -- 2, 1: the lower; 0: tie; -1, -2: the higher; null: says nothing of it
    voted_at      TEXT NOT NULL,
    comparison_id TEXT NOT NULL,
    PRIMARY KEY (dataset_id, record, low, high, annotator)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER comparison_stands AFTER INSERT ON comparison
BEGIN
    INSERT INTO standing_vote (dataset_id, record, low, high, annotator, choice, prefers, voted_at, comparison_id)
    VALUES (NEW.dataset_id, NEW.record, min(NEW.candidate_a, NEW.candidate_b), max(NEW.candidate_a, NEW.candidate_b),
        NEW.annotator, NEW.choice,
        CASE NEW.choice WHEN 'A_MUCH' THEN 2 WHEN 'A' THEN 1 WHEN 'TIE' THEN 0 WHEN 'B' THEN -1 WHEN 'B_MUCH' THEN -2 END
            * CASE WHEN NEW.candidate_a < NEW.candidate_b THEN 1 ELSE -1 END,
        NEW.voted_at, NEW.id)
    ON CONFLICT (dataset_id, record, low, high, annotator) DO UPDATE SET
        choice = excluded.choice, prefers = excluded.prefers, voted_at = excluded.voted_at,
        comparison_id = excluded.comparison_id
    WHERE (excluded.voted_at, excluded.comparison_id) > (standing_vote.voted_at, standing_vote.comparison_id);
END;
