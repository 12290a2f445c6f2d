-- How many rewards and failures a run has, so that nobody counts a million rows, and a number that grows with every
-- change to its scores, so that what was read of them is known to be current. Follows from score alone and is written
-- by the triggers only.

CREATE TABLE run_total (
    run_id      INTEGER PRIMARY KEY REFERENCES run,
    scored      INTEGER NOT NULL,
    failed      INTEGER NOT NULL,
    changes     INTEGER NOT NULL
) STRICT;

INSERT INTO run_total (run_id, scored, failed, changes)
SELECT run_id, count(reward), count(failure), count(*) FROM score GROUP BY run_id;

CREATE TRIGGER score_is_added AFTER INSERT ON score
BEGIN
    INSERT INTO run_total (run_id, scored, failed, changes)
    VALUES (NEW.run_id, NEW.reward IS NOT NULL, NEW.reward IS NULL, 1)
    ON CONFLICT (run_id) DO UPDATE SET
        scored = scored + excluded.scored, failed = failed + excluded.failed, changes = changes + 1;
END;

CREATE TRIGGER score_is_replaced AFTER UPDATE ON score
BEGIN
    UPDATE run_total SET
        scored = scored + (NEW.reward IS NOT NULL) - (OLD.reward IS NOT NULL),
        failed = failed + (NEW.reward IS NULL) - (OLD.reward IS NULL),
        changes = changes + 1
    WHERE run_id = NEW.run_id;
END;

CREATE TRIGGER score_is_forgotten AFTER DELETE ON score
BEGIN
    UPDATE run_total SET
        scored = scored - (OLD.reward IS NOT NULL), failed = failed - (OLD.reward IS NULL), changes = changes + 1
    WHERE run_id = OLD.run_id;
END;
