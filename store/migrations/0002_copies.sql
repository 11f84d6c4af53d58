-- Archived copies of what targets led to, as they were found when they were last
-- asked for. An empty list says that there was none.
CREATE TABLE copies (
    target TEXT PRIMARY KEY,             -- stemma.Target.PlaceKey
    at     TEXT NOT NULL,                -- when the archives were asked, RFC 3339, UTC
    copies TEXT NOT NULL                 -- JSON list of stemma.Copy
) STRICT, WITHOUT ROWID;
