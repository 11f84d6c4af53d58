// Package store keeps what stemma learns in one SQLite file: papers, what was
// extracted from them, and what was seen of every target over time.
//
// Observations are appended and never changed. A look that saw nothing (no network, a
// rate limit) is kept apart as a failure, so that it can never pass for a state. The
// package does no network I/O and draws no conclusions: it hands back what it was given.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"modernc.org/sqlite" // also registers the driver "sqlite", which needs no cgo
	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID marks a SQLite file as stemma's ("stma"), see PRAGMA application_id.
const applicationID = 0x73746d61

//go:embed migrations/*.sql
var migrations embed.FS

// migrationFiles are applied in the order of their names. Their number is the version of
// the schema.
const migrationFiles = "migrations/*.sql"

// A Store is an open store. Its methods may be called concurrently, and several
// processes may have the same file open.
type Store struct {
	db         *sql.DB
	changed    atomic.Int64 // how many of the changes of facts are this Store's
	path       string
	statements statements
}

// Open opens the store in the file at path and creates it where there is none. A file
// that is no store of stemma's, or that a newer stemma wrote, is refused unchanged.
func Open(ctx context.Context, path string) (*Store, error) {
	if dir := filepath.Dir(path); dir != "." {
		if _, err := os.Stat(dir); err != nil {
			return nil, fmt.Errorf("the store %s: its folder cannot be used: %w", path, err)
		}
	}
	if err := inspect(ctx, path); err != nil {
		return nil, fmt.Errorf("open the store %s: %w", path, err)
	}
	db, err := sql.Open("sqlite", dsn(path, pragmas))
	if err != nil {
		return nil, fmt.Errorf("open the store %s: %w", path, err)
	}
	s := newStore(db, path)
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the store %s: %w", path, err), db.Close())
	}
	return s, nil
}

func newStore(db *sql.DB, path string) *Store {
	return &Store{db: db, path: path, statements: statements{db: db, byText: make(map[string]*sql.Stmt)}}
}

// inspect refuses a file that is not a store of this program's. It runs no pragma, since
// a journal mode is written into the file.
func inspect(ctx context.Context, path string) (err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db, err := sql.Open("sqlite", dsn(path, nil))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = schemaVersion(ctx, db)
	return err
}

// pragmas are run on every connection. They stand in the DSN because a pragma that is
// run on a pool reaches one of its connections only.
// The cache of pages is small (256 KiB a connection): what is read is spread over the
// file, and the system caches that as well. What was written goes into the file after
// 64 MiB, since each time waits for the disk.
var pragmas = []string{"journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-256)", "wal_autocheckpoint(16384)"}

// dsn names the file and how it is opened: a transaction takes the write lock when it
// begins, and waits up to 10 s for another process to give it back.
func dsn(path string, pragmas []string) string {
	query := url.Values{"_pragma": append([]string{"busy_timeout(10000)"}, pragmas...), "_txlock": {"immediate"}}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: query.Encode()}).String()
}

// Path returns the file's name as given to Open.
func (s *Store) Path() string { return s.path }

// Close closes the store.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close the store %s: %w", s.path, err)
	}
	return nil
}

// migrate brings the file to the newest schema, one migration a transaction.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Glob(migrations, migrationFiles)
	if err != nil {
		return err
	}
	for tries := 0; ; {
		done, err := s.migrateOnce(ctx, files)
		switch {
		case err == nil && done:
			return nil
		case err == nil:
			continue
		case tries == lockTries || !locked(err):
			return err
		}
		// Two processes that create the file at once both turn WAL on, and for that lock
		// alone SQLite does not wait.
		tries++
		select {
		case <-time.After(lockPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const (
	lockTries = 100
	lockPause = 20 * time.Millisecond
)

// locked reports whether err says that another connection holds the lock.
func locked(err error) bool {
	var failure *sqlite.Error
	return errors.As(err, &failure) && failure.Code()&0xff == sqlite3.SQLITE_BUSY
}

// migrateOnce applies the next migration. The version is read inside the transaction,
// since another process may be migrating the same file.
func (s *Store) migrateOnce(ctx context.Context, files []string) (done bool, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return false, notADatabase(err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	version, err := schemaVersion(ctx, tx)
	if err != nil {
		return false, err
	}
	if version > len(files) {
		return false, newerError(version, len(files))
	}
	if version == len(files) {
		return true, nil
	}
	script, err := migrations.ReadFile(files[version])
	if err != nil {
		return false, err
	}
	mark := fmt.Sprintf("\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;", applicationID, version+1)
	if _, err := tx.ExecContext(ctx, string(script)+mark); err != nil {
		return false, fmt.Errorf("%s: %w", files[version], err)
	}
	return false, tx.Commit()
}

// newestSchema is the number of migrations.
func newestSchema() (int, error) {
	files, err := fs.Glob(migrations, migrationFiles)
	return len(files), err
}

func newerError(version, newest int) error {
	return fmt.Errorf("a newer stemma wrote it (schema %d, this program knows %d): upgrade stemma, or name another file with --db", version, newest)
}

// A querier is a database or a transaction in it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion returns how many migrations the file has had, 0 for a new one.
func schemaVersion(ctx context.Context, file querier) (int, error) {
	var application, version, tables int
	// One statement sees one state of the file, even while another process creates it.
	err := file.QueryRowContext(ctx, `
		SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
			(SELECT count(*) FROM sqlite_schema)`).Scan(&application, &version, &tables)
	if err != nil {
		return 0, notADatabase(err)
	}
	if application != applicationID && (tables > 0 || version > 0) {
		return 0, errors.New("this SQLite file is not a store of stemma's: name another file with --db")
	}
	return version, nil
}

// notADatabase adds advice to the errors that SQLite gives for a file of another kind,
// or for one that it may not open.
func notADatabase(err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) || failure.Code()&0xff == sqlite3.SQLITE_BUSY || failure.Code()&0xff == sqlite3.SQLITE_FULL {
		return err
	}
	return fmt.Errorf("%w (is it a store of stemma's, in a folder that can be written? --db names another file)", err)
}
