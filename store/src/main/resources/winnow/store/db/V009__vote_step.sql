-- Votes are steps of the one log, so that undo meets them among all else that was done; a vote and its step share their id.

INSERT INTO step (id, undoes, annotator, decided_at)
SELECT id, undoes, annotator, voted_at FROM comparison ORDER BY seq;

CREATE TRIGGER comparison_has_step BEFORE INSERT ON comparison
WHEN NOT EXISTS (SELECT 1 FROM step WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'a vote is a step'); END;

CREATE INDEX comparison_again ON comparison (annotator) WHERE queue = 'repeat';

-- A pair that is asked a second time, to see how steady an annotator is, says nothing new of the pair.

DROP TRIGGER comparison_stands;

CREATE TRIGGER comparison_stands AFTER INSERT ON comparison WHEN NEW.queue <> 'repeat'
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
