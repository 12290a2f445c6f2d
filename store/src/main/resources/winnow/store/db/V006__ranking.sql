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
