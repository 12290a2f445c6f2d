-- What was odd about records that were imported all the same. Rows are added by an import and never changed.

CREATE TABLE import_warning (
    dataset_id  INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
    record      INTEGER NOT NULL,                  -- position in the file, from 0
    line        INTEGER,                           -- from 1
    reason      TEXT NOT NULL,
    PRIMARY KEY (dataset_id, record)
) STRICT, WITHOUT ROWID;

-- Which samples may hold a text: three characters in a row, in any order, without places and lengths. It follows from
-- sample_text, is filled after an import in rising order of samples, and may say yes too often, never no too often.

CREATE VIRTUAL TABLE text_index USING fts5 (said, content = '', tokenize = 'trigram', detail = none, columnsize = 0);

CREATE TABLE text_indexed (                        -- one row
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    up_to       INTEGER NOT NULL                   -- samples with higher numbers are not in text_index
) STRICT;

INSERT INTO text_indexed (id, up_to) VALUES (1, 0);

-- A Parquet file is called one: the table had no word for it before.

CREATE TABLE container_of_any_kind (               -- none for formats that can be strung together in one way only
    dataset_id  INTEGER PRIMARY KEY REFERENCES dataset ON DELETE CASCADE,
    kind        TEXT NOT NULL CHECK (kind IN ('ARRAY', 'LINES', 'KEYED', 'TABLE', 'PARQUET')),
    head        TEXT NOT NULL                      -- what stands before the first record; of Parquet its columns
) STRICT;

INSERT INTO container_of_any_kind (dataset_id, kind, head)
SELECT dataset_id, kind, head FROM container
WHERE NOT (kind = 'TABLE' AND head GLOB 'PAR1 *' AND head NOT GLOB '*' || char(10))
UNION ALL
SELECT dataset_id, 'PARQUET', substr(head, 6) FROM container
WHERE kind = 'TABLE' AND head GLOB 'PAR1 *' AND head NOT GLOB '*' || char(10);

DROP TABLE container;

ALTER TABLE container_of_any_kind RENAME TO container;
