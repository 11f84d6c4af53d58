-- Since when the looks at a target have failed; of those that failed before, the last is all
-- that is known.
ALTER TABLE failures ADD COLUMN since TEXT NOT NULL DEFAULT ''; -- as failed_at
UPDATE failures SET since = failed_at;

-- What people said of alerts, and when they were told. The alerts themselves are found
-- anew in what was seen.
CREATE TABLE alert_notes (
    id           TEXT PRIMARY KEY,       -- stemma.Alert.ID
    told         TEXT NOT NULL DEFAULT '', -- when it was first told, as observations.checked_at; empty if it never was
    acknowledged TEXT NOT NULL DEFAULT '', -- when; empty if it is not
    note         TEXT NOT NULL DEFAULT '' -- what was said with that
) STRICT, WITHOUT ROWID;

-- Papers that promised code and linked none. A row is written with its paper, which brings
-- no time; the next that asks for promises dates it.
CREATE TABLE promises (
    paper    INTEGER PRIMARY KEY REFERENCES papers (position),
    promised TEXT NOT NULL DEFAULT '',   -- when that was first seen, as observations.checked_at; empty until it is dated
    kept     TEXT                        -- when code was first seen to be linked instead; empty until it is dated, null if it was not
) STRICT;
INSERT INTO promises (paper) SELECT position FROM papers WHERE extraction ->> '$.promises[0]' IS NOT NULL;

CREATE TRIGGER new_papers_promise AFTER INSERT ON papers
WHEN new.extraction ->> '$.promises[0]' IS NOT NULL
BEGIN INSERT INTO promises (paper) VALUES (new.position); END;
CREATE TRIGGER changed_papers_promise AFTER UPDATE ON papers
WHEN new.extraction ->> '$.promises[0]' IS NOT NULL
BEGIN INSERT INTO promises (paper) VALUES (new.position) ON CONFLICT (paper) DO UPDATE SET kept = NULL; END;
CREATE TRIGGER changed_papers_keep_promises AFTER UPDATE ON papers
WHEN new.extraction ->> '$.promises[0]' IS NULL AND new.extraction ->> '$.links[0]' IS NOT NULL
BEGIN UPDATE promises SET kept = '' WHERE paper = new.position AND kept IS NULL; END;
