-- What a model said of an input, whichever sample it was of: no model computes the same input twice in a workspace.

CREATE TABLE known_input (
    key         BLOB PRIMARY KEY CHECK (length(key) = 32), -- SHA-256 of the model, its number types and all it reads
    reward      REAL NOT NULL
) STRICT, WITHOUT ROWID;
