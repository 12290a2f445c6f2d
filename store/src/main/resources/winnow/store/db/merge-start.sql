-- What is gathered of all workspaces first, because the order in which it arrives counts.

CREATE TEMP TABLE all_media_roots (dataset_id INTEGER NOT NULL, folders TEXT NOT NULL, chosen_at TEXT NOT NULL);

CREATE TEMP TABLE all_step (
    id TEXT PRIMARY KEY, undoes TEXT, annotator TEXT NOT NULL, decided_at TEXT NOT NULL
);

CREATE TEMP TABLE all_comparison (
    id TEXT PRIMARY KEY, undoes TEXT, dataset_id INTEGER NOT NULL, record INTEGER NOT NULL,
    candidate_a INTEGER NOT NULL, candidate_b INTEGER NOT NULL, annotator TEXT NOT NULL, choice TEXT NOT NULL,
    reasons TEXT NOT NULL, note TEXT, blind INTEGER NOT NULL, seed INTEGER NOT NULL, queue TEXT NOT NULL,
    voted_at TEXT NOT NULL, step_id TEXT
);
