package fix

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// MaxFile is the size of the largest file that is read, in bytes.
const MaxFile = 64 << 20

// ErrChanged says that a file is not any more what it was when it was read.
var ErrChanged = errors.New("it was changed by another program meanwhile, and is left as it is; run it again")

// A File is a file that was read to be mended.
type File struct {
	Name string // as it was given
	Text string // its very bytes

	path string // behind all symbolic links
	info fs.FileInfo
}

// ReadFile reads a regular file. What it is given may be a symbolic link to one.
func ReadFile(name string) (*File, error) {
	// Asked before it is opened: to open a pipe waits for who writes into it.
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder: name the files in it, as %s", name, filepath.Join(name, "*.md"))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no regular file: give it on standard input, as -", name)
	case info.Size() > MaxFile:
		return nil, tooLarge(name)
	}
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	text, err := ReadText(file, name)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	return &File{Name: name, Text: text, path: path, info: info}, nil
}

// ReadText reads all of r, which is called name, up to MaxFile bytes.
func ReadText(r io.Reader, name string) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("read %s: %w", name, err)
	case len(text) > MaxFile:
		return "", tooLarge(name)
	}
	return string(text), nil
}

func tooLarge(name string) error {
	return fmt.Errorf("%s is larger than the %d MB that are read: split it", name, MaxFile>>20)
}

// Unreadable returns why no link can be seen in a text, and "" where nothing speaks
// against it.
func Unreadable(text string) string {
	switch {
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"):
		return "it is UTF-16, in which no link is seen: save it as UTF-8"
	case strings.IndexByte(text, 0) >= 0:
		return "it holds zero bytes, as no text does"
	}
	return ""
}

// Replace gives the file another text, whole or not at all: a new file beside it takes its
// name. Its mode stays. Where the file is not what was read any more, it is left as it is
// and the error is ErrChanged.
func (f *File) Replace(text string) (err error) {
	if err := f.writable(); err != nil {
		return fmt.Errorf("write %s: %w", f.Name, err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Name, err)
	}
	defer func() {
		if err != nil {
			os.Remove(temporary.Name()) //nolint:errcheck // the error that matters is err
			err = fmt.Errorf("write %s: %w", f.Name, err)
		}
	}()
	_, err = io.WriteString(temporary, text)
	if err := errors.Join(err, temporary.Chmod(f.info.Mode().Perm()), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	if err := f.unchanged(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), f.path)
}

// writable reports what keeps the file from being written: that a new one could take the
// place of a protected one is no reason to do it.
func (f *File) writable() error {
	file, err := os.OpenFile(f.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// unchanged returns ErrChanged where the file is another one than was read.
func (f *File) unchanged() error {
	info, err := os.Stat(f.path)
	if err != nil {
		return errors.Join(ErrChanged, err)
	}
	if !os.SameFile(info, f.info) || info.Size() != int64(len(f.Text)) || info.Mode() != f.info.Mode() {
		return ErrChanged
	}
	now, err := os.ReadFile(f.path)
	if err != nil {
		return errors.Join(ErrChanged, err)
	}
	if !bytes.Equal(now, []byte(f.Text)) {
		return ErrChanged
	}
	return nil
}
