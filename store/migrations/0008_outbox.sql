-- What is to be told to whom. A destination is known by a hash of its address alone, which
-- may hold a password.
CREATE TABLE destinations (
    id       TEXT PRIMARY KEY,
    failures INTEGER NOT NULL DEFAULT 0, -- sends in a row that failed
    next     TEXT NOT NULL DEFAULT '',   -- not to be tried before, as observations.checked_at; empty for at once
    lease    TEXT NOT NULL DEFAULT ''    -- until when somebody may be sending to it; empty for nobody
) STRICT, WITHOUT ROWID;

-- One row for each alert and each destination that it is told to, kept when it was told.
CREATE TABLE outbox (
    number      INTEGER PRIMARY KEY,     -- the order in which they are told
    destination TEXT NOT NULL REFERENCES destinations (id),
    alert       TEXT NOT NULL,           -- stemma.Alert.ID
    body        TEXT NOT NULL,           -- stemma.Alert as JSON; empty when it was told
    digest      TEXT NOT NULL DEFAULT '', -- of the message that it is in; empty before that is sent for the first time
    told        TEXT NOT NULL DEFAULT '', -- when the destination took it, as observations.checked_at; empty until then
    UNIQUE (destination, alert)
) STRICT;
CREATE INDEX outbox_untold ON outbox (destination, number) WHERE told = '';
