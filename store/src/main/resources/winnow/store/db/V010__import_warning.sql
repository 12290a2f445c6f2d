-- What was odd about records that were imported all the same. Rows are added by an import and never changed.

CREATE TABLE import_warning (
    dataset_id  INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
    record      INTEGER NOT NULL,                  -- position in the file, from 0
    line        INTEGER,                           -- from 1
    reason      TEXT NOT NULL,
    PRIMARY KEY (dataset_id, record)
) STRICT, WITHOUT ROWID;
