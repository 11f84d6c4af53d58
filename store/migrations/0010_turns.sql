-- A paper that waits has a turn, another each time that it is put back. Of two processes that
-- join papers into the lineage at once, the one whose paper was put back while it had it in
-- hand can tell, and leaves it to wait.
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
