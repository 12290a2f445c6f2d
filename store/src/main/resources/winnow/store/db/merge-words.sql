-- Brings what annotators of another workspace, attached as src, said into this one, whose samples, runs and steps are
-- complete by now.

CREATE TEMP TABLE dataset_of AS
SELECT d.id AS theirs, m.id AS ours FROM src.dataset d JOIN main.dataset m ON m.sha256 = d.sha256 AND m.complete = 1
WHERE d.complete = 1;

INSERT INTO main.decision (id, step_id, dataset_id, record, candidate, annotator, verdict, reason, note, decided_at,
    said_at)
SELECT e.id, e.step_id, o.ours, e.record, e.candidate, e.annotator, e.verdict, e.reason, e.note, e.decided_at,
    e.said_at
FROM src.decision e JOIN dataset_of o ON o.theirs = e.dataset_id WHERE 1
ON CONFLICT (id) DO NOTHING;

INSERT INTO main.remark (id, step_id, dataset_id, record, candidate, annotator, kind, name, value, remarked_at)
SELECT m.id, m.step_id, o.ours, m.record, m.candidate, m.annotator, m.kind, m.name, m.value, m.remarked_at
FROM src.remark m JOIN dataset_of o ON o.theirs = m.dataset_id WHERE 1
ON CONFLICT (id) DO NOTHING;

INSERT INTO main.saved_view (id, name, query, annotator, saved_at)
SELECT id, name, query, annotator, saved_at FROM src.saved_view WHERE 1 ON CONFLICT (id) DO NOTHING;

INSERT INTO main.audit (id, run_id, ranking, seed, annotator, started_at)
SELECT a.id, m.id, a.ranking, a.seed, a.annotator, a.started_at
FROM src.audit a JOIN src.run r ON r.id = a.run_id
JOIN main.run m ON m.fingerprint = r.fingerprint AND m.settings = r.settings WHERE 1
ON CONFLICT (id) DO NOTHING;

INSERT INTO main.audit_cut (id, audit_id, annotator, cut_at)
SELECT id, audit_id, annotator, cut_at FROM src.audit_cut WHERE 1 ON CONFLICT (id) DO NOTHING;

INSERT INTO main.audit_cut_source (cut_id, dataset_id, below, ranked, value)
SELECT c.cut_id, o.ours, c.below, c.ranked, c.value
FROM src.audit_cut_source c JOIN dataset_of o ON o.theirs = c.dataset_id WHERE 1
ON CONFLICT (cut_id, dataset_id) DO NOTHING;

INSERT INTO main.audit_draw (id, audit_id, cut_id, place, dataset_id, record, candidate, repeats)
SELECT w.id, w.audit_id, w.cut_id, w.place, o.ours, w.record, w.candidate, w.repeats
FROM src.audit_draw w JOIN dataset_of o ON o.theirs = w.dataset_id WHERE 1
ON CONFLICT (id) DO NOTHING;

INSERT INTO main.audit_judgement (id, draw_id, annotator, quality, reason, judged_at)
SELECT id, draw_id, annotator, quality, reason, judged_at FROM src.audit_judgement WHERE 1 ON CONFLICT (id) DO NOTHING;

INSERT INTO main.audit_prune (step_id, cut_id)
SELECT step_id, cut_id FROM src.audit_prune WHERE 1 ON CONFLICT (step_id) DO NOTHING;

INSERT INTO main.calibration (id, name, run_id, method, parameters, figures, voter, votes, sha256, annotator, fitted_at)
SELECT c.id, c.name, m.id, c.method, c.parameters, c.figures, c.voter, c.votes, c.sha256, c.annotator, c.fitted_at
FROM src.calibration c JOIN src.run r ON r.id = c.run_id
JOIN main.run m ON m.fingerprint = r.fingerprint AND m.settings = r.settings WHERE 1
ON CONFLICT (id) DO NOTHING;

INSERT INTO main.measurement (id, dataset_id, model, samples, planted, seed, report, measured_at)
SELECT w.id, o.ours, w.model, w.samples, w.planted, w.seed, w.report, w.measured_at
FROM src.measurement w JOIN dataset_of o ON o.theirs = w.dataset_id WHERE 1
ON CONFLICT (id) DO NOTHING;

DROP TABLE dataset_of;
