-- What indexes of papers answered, so that they are not asked the same again soon. What an
-- answer holds is the affair of who asked.
CREATE TABLE answers (
    key    TEXT PRIMARY KEY,
    answer BLOB NOT NULL,
    at     TEXT NOT NULL,                -- when the indexes were asked, as observations.checked_at
    until  TEXT NOT NULL                 -- when it is to be asked again
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_end ON answers (until);
