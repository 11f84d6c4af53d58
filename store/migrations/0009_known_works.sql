-- Works that are known from elsewhere than the papers. number keeps their order.
CREATE TABLE known_works (
    number INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,                -- the file's name as it was given, or an index of papers
    work   TEXT NOT NULL,                -- JSON, stemma.KnownWork
    UNIQUE (origin, work)
) STRICT;
