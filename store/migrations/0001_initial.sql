-- Papers and what was read out of them. position keeps the order of first arrival.
CREATE TABLE papers (
    position   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    abstract   TEXT NOT NULL,
    authors    TEXT NOT NULL,            -- JSON list
    date       TEXT NOT NULL,
    file       TEXT NOT NULL,
    line       INTEGER NOT NULL,
    extraction TEXT NOT NULL             -- JSON, stemma.Extraction
) STRICT;

-- What is checked. first_repository_id is the numeric id of the first sighting: the
-- same name with another id is another repository.
CREATE TABLE targets (
    key                 TEXT PRIMARY KEY,
    target              TEXT NOT NULL,   -- JSON, stemma.Target
    first_repository_id INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What was seen of a target, appended and never changed. A look that saw nothing
-- (status "unknown") is no observation; it stands in failures.
CREATE TABLE observations (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    target     TEXT NOT NULL REFERENCES targets (key),
    status     TEXT NOT NULL CHECK (status <> 'unknown'),
    reason     TEXT NOT NULL,
    moved_to   TEXT NOT NULL,
    checked_at TEXT NOT NULL,            -- RFC 3339, UTC
    repository TEXT NOT NULL,            -- JSON, stemma.Repository; null where the host said nothing
    evidence   TEXT NOT NULL             -- JSON, stemma.Evidence
) STRICT;
CREATE INDEX observations_by_target ON observations (target, number);

CREATE TRIGGER observations_are_not_changed BEFORE UPDATE ON observations
BEGIN SELECT RAISE (ABORT, 'observations are append-only'); END;
CREATE TRIGGER observations_are_not_removed BEFORE DELETE ON observations
BEGIN SELECT RAISE (ABORT, 'observations are append-only'); END;

-- The last look at a target that saw nothing, and how many in a row there were. The
-- next observation of the target removes its row.
CREATE TABLE failures (
    target    TEXT PRIMARY KEY REFERENCES targets (key),
    reason    TEXT NOT NULL,
    failed_at TEXT NOT NULL,             -- RFC 3339, UTC
    times     INTEGER NOT NULL,
    evidence  TEXT NOT NULL              -- JSON, stemma.Evidence
) STRICT, WITHOUT ROWID;
