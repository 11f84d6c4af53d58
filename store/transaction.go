package store

import (
	"context"
	"database/sql"
	"sync"
)

// A transaction parses each of its statements once a connection, not once a use: a
// run saves thousands of observations, each in a transaction of its own, and half of
// the time went into parsing.
type transaction struct {
	*sql.Tx
	statements *statements
}

// write runs change in a transaction that is kept when change returns nil.
func (s *Store) write(ctx context.Context, change func(*transaction) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	if err := change(&transaction{tx, &s.statements}); err != nil {
		return err
	}
	return tx.Commit()
}

// read runs look in a transaction that sees one state of the file and changes nothing.
func (s *Store) read(ctx context.Context, look func(*transaction) error) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // there is nothing to keep
	return look(&transaction{tx, &s.statements})
}

// exec runs a statement that returns no rows.
func (t *transaction) exec(ctx context.Context, statement string, args ...any) error {
	prepared, err := t.prepared(ctx, statement)
	if err == nil {
		_, err = prepared.ExecContext(ctx, args...)
	}
	return err
}

// scan reads the one row that a query returns; sql.ErrNoRows where there is none.
func (t *transaction) scan(ctx context.Context, query string, args, into []any) error {
	prepared, err := t.prepared(ctx, query)
	if err == nil {
		err = prepared.QueryRowContext(ctx, args...).Scan(into...)
	}
	return err
}

// query returns the rows that a query returns.
func (t *transaction) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	prepared, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return prepared.QueryContext(ctx, args...)
}

// each calls take for every row that a query returns.
func (t *transaction) each(ctx context.Context, query string, args []any, take func(scan func(...any) error) error) error {
	rows, err := t.query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (t *transaction) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	prepared, err := t.statements.of(ctx, text)
	if err != nil {
		return nil, err
	}
	return t.StmtContext(ctx, prepared), nil
}

// statements are those of a database that were prepared, by their text.
type statements struct {
	db     *sql.DB
	mutex  sync.Mutex
	byText map[string]*sql.Stmt
}

func (s *statements) of(ctx context.Context, text string) (*sql.Stmt, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if known := s.byText[text]; known != nil {
		return known, nil
	}
	prepared, err := s.db.PrepareContext(ctx, text)
	if err == nil {
		s.byText[text] = prepared
	}
	return prepared, err
}
