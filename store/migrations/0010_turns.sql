-- A paper that waits has a turn, another each time that it is put back, and changes counts how
-- often facts became others. Of two processes that join papers into the lineage at once, the
-- one that has a paper in hand can tell that it was put back, or that what it looked up for it
-- may not be the same any more, and leaves the paper to wait.
CREATE TABLE changes (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    count INTEGER NOT NULL
) STRICT;
INSERT INTO changes VALUES (1, 0);
DROP TRIGGER new_papers_wait;
DROP TRIGGER changed_papers_wait;
ALTER TABLE waiting RENAME TO waited;
CREATE TABLE waiting (
    paper INTEGER PRIMARY KEY REFERENCES papers (position),
    stage INTEGER NOT NULL,
    turn  INTEGER NOT NULL DEFAULT (random())
) STRICT;
INSERT INTO waiting (paper, stage) SELECT paper, stage FROM waited;
DROP TABLE waited;
CREATE INDEX waiting_by_stage ON waiting (stage, paper);
CREATE TRIGGER new_papers_wait AFTER INSERT ON papers
BEGIN INSERT INTO waiting (paper, stage) VALUES (new.position, 1); END;
CREATE TRIGGER changed_papers_wait AFTER UPDATE ON papers
WHEN (old.title, old.abstract, old.authors, old.date, old.extraction) <> (new.title, new.abstract, new.authors, new.date, new.extraction)
BEGIN INSERT INTO waiting (paper, stage) VALUES (new.position, 1) ON CONFLICT (paper) DO UPDATE SET stage = 1, turn = random(); END;
