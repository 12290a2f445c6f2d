-- Records that ask and are not answered: nothing to score, but an export has them again. And how the records of a file
-- are strung together.

CREATE TABLE prompt (
    dataset_id  INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
    record      INTEGER NOT NULL,                  -- position in the file, from 0
    line        INTEGER NOT NULL,                  -- from 1
    body        TEXT NOT NULL CHECK (json_valid(body)), -- as in sample_text
    raw         TEXT NOT NULL,                     -- the record as it stood in the file
    PRIMARY KEY (dataset_id, record)
) STRICT;

CREATE TABLE container (                           -- none for formats that can be strung together in one way only
    dataset_id  INTEGER PRIMARY KEY REFERENCES dataset ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('ARRAY', 'LINES', 'KEYED', 'TABLE')),
    head        TEXT NOT NULL                      -- what stands before the first record
) STRICT;
