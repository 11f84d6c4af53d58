-- Papers on their way into the lineage, with the stage (graph.Stage) that they wait for. A
-- paper that is new or reads differently waits for the first.
CREATE TABLE waiting (
    paper INTEGER PRIMARY KEY REFERENCES papers (position),
    stage INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_by_stage ON waiting (stage, paper);

-- What papers tell of names, citations and themselves; stemma.Fact. Of the facts that a name
-- is used (stage 0) only the earliest is kept.
CREATE TABLE facts (
    number INTEGER PRIMARY KEY,
    paper  INTEGER NOT NULL REFERENCES papers (position),
    stage  INTEGER NOT NULL,             -- the stage that found it
    key    TEXT NOT NULL,
    value  TEXT NOT NULL
) STRICT;
CREATE INDEX facts_by_key ON facts (key);
CREATE INDEX facts_by_paper ON facts (paper, stage);

-- Which papers looked a key up: their ties may change when its facts do.
CREATE TABLE uses (
    key   TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES papers (position),
    PRIMARY KEY (key, paper)
) STRICT, WITHOUT ROWID;
CREATE INDEX uses_by_paper ON uses (paper);

-- What papers stand to that is no paper of the store: the keys of works and of code. Its
-- number is negative, so that one column of ties holds both.
CREATE TABLE works (
    number INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE
) STRICT;

-- How papers stand to works; stemma.Tie.
CREATE TABLE ties (
    paper      INTEGER NOT NULL REFERENCES papers (position),
    work       INTEGER NOT NULL,         -- papers.position, or works.number
    relation   TEXT NOT NULL,
    confidence REAL NOT NULL,
    detail     TEXT NOT NULL,            -- JSON, stemma.TieDetail
    PRIMARY KEY (paper, work)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_work ON ties (work, paper);

-- What the ties were made with: another catalogue or another version makes other ties.
CREATE TABLE lineage (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    stamp TEXT NOT NULL
) STRICT;

INSERT INTO waiting SELECT position, 1 FROM papers;
CREATE TRIGGER new_papers_wait AFTER INSERT ON papers
BEGIN INSERT INTO waiting VALUES (new.position, 1); END;
CREATE TRIGGER changed_papers_wait AFTER UPDATE ON papers
WHEN (old.title, old.abstract, old.authors, old.date, old.extraction) <> (new.title, new.abstract, new.authors, new.date, new.extraction)
BEGIN INSERT INTO waiting VALUES (new.position, 1) ON CONFLICT (paper) DO UPDATE SET stage = 1; END;
