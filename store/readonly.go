package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// OpenReadOnly opens a store that is there, to read it alone: it creates no file, brings
// nothing up to date, and works in a folder that cannot be written. What would change
// the store fails. A store of another schema is refused, as is one that is not there.
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no store to read: %w", err)
	}
	db, err := openReadOnly(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the store %s: %w", path, err)
	}
	return newStore(db, path), nil
}

func openReadOnly(ctx context.Context, path string) (*sql.DB, error) {
	db, err := openCurrent(ctx, readOnlyDSN(path, "rw"))
	if !unwritable(err) || journal(path) {
		return db, err
	}
	// To read a store in WAL mode SQLite wants to create two files beside it, unless it is
	// told that nobody writes. Without a journal nobody does: whoever has the store open
	// has made one.
	return openCurrent(ctx, readOnlyDSN(path, "ro")+"&immutable=1")
}

// readOnlyDSN names the file. With "rw" it is not written either (query_only), but the
// files that SQLite keeps beside it are cleared away in the end.
func readOnlyDSN(path, mode string) string {
	return dsn(path, []string{"query_only(1)"}) + "&mode=" + mode
}

// openCurrent opens a file that has the newest schema.
func openCurrent(ctx context.Context, dsn string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	version, err := schemaVersion(ctx, db)
	if err == nil {
		err = checkCurrent(version)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func checkCurrent(version int) error {
	newest, err := newestSchema()
	switch {
	case err != nil:
		return err
	case version > newest:
		return newerError(version, newest)
	case version == 0:
		return errors.New("it holds nothing yet; 'stemma scan FILE' fills it")
	case version < newest:
		return fmt.Errorf("an older stemma wrote it (schema %d, this program reads %d): run 'stemma scan' or 'stemma check' with it once, which brings it up to date", version, newest)
	}
	return nil
}

// unwritable reports whether err says that SQLite could not write where it wanted to.
func unwritable(err error) bool {
	var failure *sqlite.Error
	return errors.As(err, &failure) && (failure.Code()&0xff == sqlite3.SQLITE_CANTOPEN || failure.Code()&0xff == sqlite3.SQLITE_READONLY)
}

// journal reports whether there is a journal beside the store that holds something.
func journal(path string) bool {
	info, err := os.Stat(path + "-wal")
	return !errors.Is(err, fs.ErrNotExist) && (err != nil || info.Size() > 0)
}
