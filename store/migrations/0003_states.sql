-- Observations become states: a row is appended only when a look saw something else
-- than the look before it, and stays as it is. What later looks of the same state saw
-- stands in sightings, one row a state, which is written over. Ten thousand targets
-- that are checked daily for years so take as many rows as there were changes.
DROP TRIGGER observations_are_not_changed;
DROP TRIGGER observations_are_not_removed;

-- The last look that saw a state; missing while the first is the only one.
CREATE TABLE sightings (
    observation INTEGER PRIMARY KEY REFERENCES observations (number),
    last_seen   TEXT NOT NULL,           -- as observations.checked_at
    looks       INTEGER NOT NULL,        -- how many saw the state, the first included
    reason      TEXT NOT NULL,           -- this and the rest as the last look saw them
    repository  TEXT NOT NULL,           -- JSON; the last that the host said
    evidence    TEXT NOT NULL
) STRICT;

-- Times get nine digits behind the point, so that their order is that of their texts.
UPDATE observations SET checked_at = substr(checked_at, 1, 19) || '.' || substr(rtrim(substr(checked_at, 21), 'Z') || '000000000', 1, 9) || 'Z';
UPDATE failures SET failed_at = substr(failed_at, 1, 19) || '.' || substr(rtrim(substr(failed_at, 21), 'Z') || '000000000', 1, 9) || 'Z';

-- Runs of looks that saw the same are folded: the first stays, the last is its sighting.
-- A look that heard nothing of the repository goes with what was heard before.
CREATE TEMP TABLE looks AS
    SELECT number, target, status, moved_to, repository ->> '$.id' AS id,
        repository ->> '$.archived' AS archived, repository ->> '$.disabled' AS disabled, repository ->> '$.empty' AS is_empty,
        max(number) FILTER (WHERE repository <> 'null') OVER (PARTITION BY target ORDER BY number) AS heard,
        max(number) FILTER (WHERE repository <> 'null') OVER (PARTITION BY target ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS heard_before,
        lag(number) OVER (PARTITION BY target ORDER BY number) AS before
    FROM observations;
CREATE UNIQUE INDEX temp.looks_by_number ON looks (number);
CREATE TEMP TABLE runs AS
    WITH changes AS (
        SELECT l.number, l.target, l.heard, b.number IS NULL OR l.status <> b.status OR l.moved_to <> b.moved_to
            OR l.heard = l.number AND h.number IS NOT NULL
                AND (l.id, l.archived, l.disabled, l.is_empty) IS NOT (h.id, h.archived, h.disabled, h.is_empty) AS begins
        FROM looks l LEFT JOIN looks b ON b.number = l.before LEFT JOIN looks h ON h.number = l.heard_before
    ), numbered AS (
        SELECT number, heard, target, sum(begins) OVER (PARTITION BY target ORDER BY number) AS run FROM changes
    )
    SELECT min(number) AS first, max(number) AS last, max(heard) AS heard, count(*) AS looks FROM numbered GROUP BY target, run;
INSERT INTO sightings
    SELECT r.first, o.checked_at, r.looks, o.reason, coalesce(h.repository, 'null'), o.evidence
    FROM runs r JOIN observations o ON o.number = r.last LEFT JOIN observations h ON h.number = r.heard AND h.number >= r.first
    WHERE r.looks > 1;
DELETE FROM observations WHERE number NOT IN (SELECT first FROM runs);
DROP TABLE runs;
DROP TABLE looks;

-- Every state with its first and last look. The present one of a target is the one
-- that was seen last.
CREATE VIEW states AS
    SELECT o.number, o.target, o.status, o.moved_to, o.checked_at AS first_seen, coalesce(s.last_seen, o.checked_at) AS last_seen,
        coalesce(s.looks, 1) AS looks, coalesce(s.reason, o.reason) AS reason,
        coalesce(s.repository, o.repository) AS repository, coalesce(s.evidence, o.evidence) AS evidence
    FROM observations o LEFT JOIN sightings s ON s.observation = o.number;

CREATE TRIGGER observations_are_not_changed BEFORE UPDATE ON observations
BEGIN SELECT RAISE (ABORT, 'observations are append-only'); END;
CREATE TRIGGER observations_are_not_removed BEFORE DELETE ON observations
BEGIN SELECT RAISE (ABORT, 'observations are append-only'); END;
