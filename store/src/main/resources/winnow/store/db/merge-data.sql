-- Brings what another workspace, attached as src, imported and scored into this one, which is new. A dataset is known by
-- the hash of its source, a sample by its place in it, a run by its model and settings.

INSERT INTO main.dataset
    (name, source, format, sha256, records, imported, rejected, imported_at, importer, complete)
SELECT d.name, d.source, d.format, d.sha256, d.records, d.imported, d.rejected, d.imported_at, d.importer, 1
FROM src.dataset d
WHERE d.complete = 1 AND NOT EXISTS (SELECT 1 FROM main.dataset m WHERE m.sha256 = d.sha256 AND m.complete = 1)
ORDER BY d.id;

-- of a dataset that both have, the words of the one that was imported first
UPDATE main.dataset AS m SET (name, source, imported_at, importer) =
    (SELECT d.name, d.source, d.imported_at, d.importer FROM src.dataset d
     WHERE d.sha256 = m.sha256 AND d.complete = 1)
WHERE EXISTS (SELECT 1 FROM src.dataset d WHERE d.sha256 = m.sha256 AND d.complete = 1
    AND (d.imported_at, d.name, d.source) < (m.imported_at, m.name, m.source));

CREATE TEMP TABLE dataset_of AS
SELECT d.id AS theirs, m.id AS ours FROM src.dataset d JOIN main.dataset m ON m.sha256 = d.sha256 AND m.complete = 1
WHERE d.complete = 1;

INSERT INTO main.sample (dataset_id, record, candidate, line, preview, media_kind, media_path)
SELECT o.ours, s.record, s.candidate, s.line, s.preview, s.media_kind, s.media_path
FROM src.sample s JOIN dataset_of o ON o.theirs = s.dataset_id WHERE 1
ORDER BY s.id
ON CONFLICT (dataset_id, record, candidate) DO NOTHING;

CREATE TEMP TABLE sample_of (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);

INSERT INTO sample_of
SELECT s.id, m.id FROM src.sample s JOIN dataset_of o ON o.theirs = s.dataset_id
JOIN main.sample m ON m.dataset_id = o.ours AND m.record = s.record AND m.candidate = s.candidate;

INSERT INTO main.sample_text (sample_id, body, raw)
SELECT o.ours, t.body, t.raw FROM src.sample_text t JOIN sample_of o ON o.theirs = t.sample_id WHERE 1
ON CONFLICT (sample_id) DO NOTHING;

INSERT INTO main.reject (dataset_id, record, line, reason, raw)
SELECT o.ours, r.record, r.line, r.reason, r.raw FROM src.reject r JOIN dataset_of o ON o.theirs = r.dataset_id WHERE 1
ON CONFLICT (dataset_id, record) DO NOTHING;

INSERT INTO main.import_warning (dataset_id, record, line, reason)
SELECT o.ours, w.record, w.line, w.reason FROM src.import_warning w JOIN dataset_of o ON o.theirs = w.dataset_id WHERE 1
ON CONFLICT (dataset_id, record) DO NOTHING;

INSERT INTO main.prompt (dataset_id, record, line, body, raw)
SELECT o.ours, p.record, p.line, p.body, p.raw FROM src.prompt p JOIN dataset_of o ON o.theirs = p.dataset_id WHERE 1
ON CONFLICT (dataset_id, record) DO NOTHING;

INSERT INTO main.container (dataset_id, kind, head)
SELECT o.ours, c.kind, c.head FROM src.container c JOIN dataset_of o ON o.theirs = c.dataset_id WHERE 1
ON CONFLICT (dataset_id) DO NOTHING;

INSERT INTO all_media_roots
SELECT o.ours, r.folders, r.chosen_at FROM src.media_roots r JOIN dataset_of o ON o.theirs = r.dataset_id;

INSERT INTO main.run (model, folder, kind, fingerprint, trained, settings, started_at, resumed_at)
SELECT r.model, r.folder, r.kind, r.fingerprint, r.trained, r.settings, r.started_at, r.resumed_at
FROM src.run r WHERE 1 ORDER BY r.id
ON CONFLICT (fingerprint, settings) DO UPDATE SET
    model = min(model, excluded.model), folder = min(folder, excluded.folder),
    started_at = min(started_at, excluded.started_at), resumed_at = max(resumed_at, excluded.resumed_at);

CREATE TEMP TABLE run_of AS
SELECT r.id AS theirs, m.id AS ours FROM src.run r
JOIN main.run m ON m.fingerprint = r.fingerprint AND m.settings = r.settings;

-- a reward says more than a failure; of two rewards, which differ in rounding at most, the lower one
INSERT INTO main.score (run_id, sample_id, reward, tokens, truncated, failure)
SELECT r.ours, o.ours, c.reward, c.tokens, c.truncated, c.failure
FROM src.score c JOIN run_of r ON r.theirs = c.run_id JOIN sample_of o ON o.theirs = c.sample_id WHERE 1
ON CONFLICT (run_id, sample_id) DO UPDATE SET
    reward = excluded.reward, tokens = excluded.tokens, truncated = excluded.truncated, failure = excluded.failure
WHERE (excluded.reward IS NULL, coalesce(excluded.reward, 0), coalesce(excluded.tokens, 0),
        coalesce(excluded.truncated, 0), coalesce(excluded.failure, ''))
    < (score.reward IS NULL, coalesce(score.reward, 0), coalesce(score.tokens, 0),
        coalesce(score.truncated, 0), coalesce(score.failure, ''));

INSERT INTO main.known_input (key, reward) SELECT key, reward FROM src.known_input WHERE 1
ON CONFLICT (key) DO UPDATE SET reward = min(reward, excluded.reward);

INSERT INTO main.generation (endpoint, model, temperature, seed, started_at)
SELECT endpoint, model, temperature, seed, started_at FROM src.generation WHERE 1 ORDER BY id
ON CONFLICT (endpoint, model, temperature, seed) DO UPDATE SET started_at = min(started_at, excluded.started_at);

-- a whole answer says more than one that was cut off, a longer one more than a shorter; then the one that came first
INSERT INTO main.generated_answer (generation_id, prompt_key, number, answer, finish, max_tokens, tokens_in, tokens_out,
    counted, answered_at)
SELECT m.id, a.prompt_key, a.number, a.answer, a.finish, a.max_tokens, a.tokens_in, a.tokens_out, a.counted,
    a.answered_at
FROM src.generated_answer a JOIN src.generation g ON g.id = a.generation_id
JOIN main.generation m ON m.endpoint = g.endpoint AND m.model = g.model AND m.temperature = g.temperature
    AND m.seed = g.seed WHERE 1
ON CONFLICT (generation_id, prompt_key, number) DO UPDATE SET
    answer = excluded.answer, finish = excluded.finish, max_tokens = excluded.max_tokens,
    tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out, counted = excluded.counted,
    answered_at = excluded.answered_at
WHERE (excluded.finish IN ('length', 'max_tokens'), -excluded.max_tokens, excluded.answered_at, excluded.answer,
        excluded.finish, excluded.tokens_in, excluded.tokens_out, excluded.counted)
    < (generated_answer.finish IN ('length', 'max_tokens'), -generated_answer.max_tokens, generated_answer.answered_at,
        generated_answer.answer, generated_answer.finish, generated_answer.tokens_in, generated_answer.tokens_out,
        generated_answer.counted);

-- of two verdicts the first in the alphabet, so that one that can be read comes before UNREADABLE
INSERT INTO main.judge_vote (key, number, vote) SELECT key, number, vote FROM src.judge_vote WHERE 1
ON CONFLICT (key, number) DO UPDATE SET vote = min(vote, excluded.vote);

INSERT INTO all_step SELECT id, undoes, annotator, decided_at FROM src.step WHERE 1 ON CONFLICT (id) DO NOTHING;

INSERT INTO all_comparison
SELECT c.id, c.undoes, o.ours, c.record, c.candidate_a, c.candidate_b, c.annotator, c.choice, c.reasons, c.note,
    c.blind, c.seed, c.queue, c.voted_at, c.step_id
FROM src.comparison c JOIN dataset_of o ON o.theirs = c.dataset_id WHERE 1
ON CONFLICT (id) DO NOTHING;

DROP TABLE dataset_of;
DROP TABLE sample_of;
DROP TABLE run_of;
