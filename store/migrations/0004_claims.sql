-- The processes that are checking targets. One whose lease has run out was killed, and
-- its claims are nobody's.
CREATE TABLE workers (
    owner TEXT PRIMARY KEY,              -- a random name
    until TEXT NOT NULL                  -- end of the lease, as observations.checked_at
) STRICT, WITHOUT ROWID;

-- Who is checking a target just now. It may be one that was never seen before.
CREATE TABLE claims (
    target TEXT PRIMARY KEY,
    owner  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
