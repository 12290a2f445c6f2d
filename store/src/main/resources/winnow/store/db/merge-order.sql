-- Writes what was gathered, in order of time: whatever the order of the workspaces, undo meets the same log.

INSERT INTO media_roots (dataset_id, folders, chosen_at)
SELECT DISTINCT dataset_id, folders, chosen_at FROM all_media_roots ORDER BY chosen_at, dataset_id, folders;

INSERT INTO step (id, undoes, annotator, decided_at)
SELECT id, undoes, annotator, decided_at FROM all_step ORDER BY decided_at, id;

INSERT INTO comparison (id, undoes, dataset_id, record, candidate_a, candidate_b, annotator, choice, reasons, note,
    blind, seed, queue, voted_at, step_id)
SELECT id, undoes, dataset_id, record, candidate_a, candidate_b, annotator, choice, reasons, note, blind, seed, queue,
    voted_at, step_id
FROM all_comparison ORDER BY voted_at, id;

DROP TABLE all_media_roots;
DROP TABLE all_step;
DROP TABLE all_comparison;
