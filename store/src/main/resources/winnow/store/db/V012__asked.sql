-- What chat models behind endpoints said, kept the moment it comes, so that nothing is asked for twice: answers to the
-- prompts of the workspace, and verdicts on two answers. Rows are never edited; an answer that was cut off may be
-- replaced by a longer one.

CREATE TABLE generation (
    id          INTEGER PRIMARY KEY,
    endpoint    TEXT NOT NULL,                     -- address, without a key
    model       TEXT NOT NULL,
    temperature REAL NOT NULL CHECK (temperature >= 0),
    seed        INTEGER NOT NULL,                  -- of the first answer to a prompt; the next has the next
    started_at  TEXT NOT NULL,
    UNIQUE (endpoint, model, temperature, seed)
) STRICT;

CREATE TABLE generated_answer (
    generation_id INTEGER NOT NULL REFERENCES generation ON DELETE CASCADE,
    prompt_key    BLOB NOT NULL CHECK (length(prompt_key) = 32), -- SHA-256 of words, paths of media and their dataset
    number        INTEGER NOT NULL CHECK (number >= 0), -- which answer to the prompt, from 0
    answer        TEXT NOT NULL,
    finish        TEXT NOT NULL,                   -- as the endpoint says it: stop, length, ...; empty where it does not
    max_tokens    INTEGER NOT NULL,                -- that were allowed
    tokens_in     INTEGER NOT NULL,
    tokens_out    INTEGER NOT NULL,
    counted       INTEGER NOT NULL CHECK (counted IN (0, 1)), -- by the endpoint; 0: estimated from the characters
    answered_at   TEXT NOT NULL,
    PRIMARY KEY (generation_id, prompt_key, number)
) STRICT;

CREATE TABLE judge_vote (
    key         BLOB NOT NULL CHECK (length(key) = 32), -- SHA-256 of the judge, the prompt and both answers
    number      INTEGER NOT NULL CHECK (number >= 0), -- even: the first answer was shown first
    vote        TEXT NOT NULL CHECK (vote IN ('FIRST', 'SECOND', 'TIE', 'UNREADABLE')),
    PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
