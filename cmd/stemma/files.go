package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes a file whole or not at all: into a temporary file beside it, which
// then takes its name.
func writeFile(path string, write func(io.Writer) error) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(temporary.Name()))
		}
	}()
	if err := errors.Join(write(temporary), temporary.Chmod(0o644), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// An output is one file that a run leaves in the folder of --out.
type output struct {
	name  string
	write func(io.Writer) error
}

// canMake reports what keeps files from being written into dir, which it does not make.
func canMake(dir string) error {
	for {
		info, err := os.Stat(dir)
		switch {
		case err == nil && !info.IsDir():
			return fmt.Errorf("--out: %s is a file, where a folder is wanted", dir)
		case err == nil:
			file, err := os.CreateTemp(dir, ".stemma.*")
			if err != nil {
				return fmt.Errorf("--out: the folder %s can't be written to: %w", dir, err)
			}
			return errors.Join(file.Close(), os.Remove(file.Name()))
		case errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir:
			dir = filepath.Dir(dir)
		default:
			return fmt.Errorf("--out: %w", err)
		}
	}
}

// writeOutputs makes the folder where it is missing and writes the files into it.
func writeOutputs(dir string, outputs []output) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	var failures []error // one that can't be written does not keep back the others
	for _, o := range outputs {
		failures = append(failures, writeFile(filepath.Join(dir, o.name), o.write))
	}
	return errors.Join(failures...)
}
