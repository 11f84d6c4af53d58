package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/notify"
	"stemma/notify/notifytest"
	"stemma/store"
)

// secret stands in every address of these tests.
const secret = "hunter2secret"

// A notifyBench has a store in which a link was lost, and receivers.
type notifyBench struct {
	t     *testing.T
	store string
	hook  *notifytest.Hook
}

func newNotifyBench(t *testing.T) *notifyBench {
	b := &notifyBench{t: t, store: filepath.Join(t.TempDir(), "s.db"), hook: notifytest.NewHook(0)}
	t.Cleanup(b.hook.Close)
	s, err := store.Open(t.Context(), b.store)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	target := stemma.Target{URL: "https://github.com/owner/lost", Kind: stemma.KindRepository, Host: "github.com", Owner: "owner", Repo: "lost"}
	for day, status := range []stemma.Status{stemma.Alive, stemma.Gone, stemma.Gone} {
		seen := stemma.Observation{Target: target, Status: status, CheckedAt: time.Date(2024, 6, 1+day, 12, 0, 0, 0, time.UTC)}
		if err := s.SaveObservations(t.Context(), []stemma.Observation{seen}); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// command is 'stemma notify' in a process of its own, so many minutes after the loss was
// confirmed.
func (b *notifyBench) command(minutes int) *exec.Cmd {
	c := exec.CommandContext(b.t.Context(), "stemma", "notify", "--db", b.store, "--to", b.hook.URL()+"/$SECRET")
	at := time.Date(2024, 6, 4, 12, minutes, 0, 0, time.UTC)
	c.Env = append(os.Environ(), "TEST_NOW="+at.Format(time.RFC3339), "SECRET="+secret)
	return c
}

func (b *notifyBench) run(minutes int, want string) {
	b.t.Helper()
	if out, err := b.command(minutes).CombinedOutput(); err != nil || !strings.Contains(string(out), want) {
		b.t.Errorf("%v: %s", err, out)
	}
}

// The process is killed between sending a message and noting that. The next one that may
// sends the same message under the same id, and then nobody does.
func TestKilledBetweenSendingAndNoting(t *testing.T) {
	b := newNotifyBench(t)
	b.hook.Hang(true)
	c := b.command(0)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	b.hook.Await()
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // which says that it was killed
	b.hook.Hang(false)
	b.run(1, "another run is sending to it, or was killed")
	b.run(3, "told of 1 alert")
	b.run(4, "nothing new")
	b.repeated(2)
}

// It is killed while the answer is on its way, so that the note was made, or was not.
func TestKilledAroundTheAnswer(t *testing.T) {
	for try := range 5 {
		t.Run(fmt.Sprint(try), func(t *testing.T) {
			t.Parallel()
			b := newNotifyBench(t)
			c := b.command(0)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			b.hook.Await()
			_ = c.Process.Kill() // it may have ended by itself
			_ = c.Wait()
			b.run(3, "")
			b.run(4, "nothing new")
			if n := len(b.hook.Posts()); n != 1 && n != 2 {
				t.Errorf("%d messages", n)
			}
			b.repeated(len(b.hook.Posts()))
		})
	}
}

// repeated checks that so many messages came, all of them the same.
func (b *notifyBench) repeated(want int) {
	b.t.Helper()
	posts := b.hook.Posts()
	if len(posts) != want {
		b.t.Fatalf("%d messages, want %d: %+v", len(posts), want, posts)
	}
	for _, p := range posts {
		if p.Body != posts[0].Body || p.Header.Get("Idempotency-Key") != posts[0].Header.Get("Idempotency-Key") {
			b.t.Errorf("not a repeat of the first message: %+v", p)
		}
	}
}

// No secret of an address is printed, whatever happens, or stored.
func TestSecretsStaySecret(t *testing.T) {
	b := newNotifyBench(t)
	mail, err := notifytest.NewMail("")
	if err != nil {
		t.Fatal(err)
	}
	defer mail.Close()
	refusing, err := notifytest.NewMail(notifytest.Refuses)
	if err != nil {
		t.Fatal(err)
	}
	defer refusing.Close()
	hook := notifytest.NewHook(1)
	defer hook.Close()
	letter := "/?from=stemma@example.org&to=" + secret + "@example.org"
	addresses := []string{
		b.hook.URL() + "/$SECRET", hook.URL() + "/$SECRET?@Authorization=Bearer%20" + secret, "http://sam:" + secret + "@127.0.0.1:1/",
		"smtp://sam:$SECRET@" + mail.Address() + letter, "smtp://sam:$SECRET@" + refusing.Address() + letter,
		"ntfy://sam:" + secret + "@127.0.0.1:1/" + secret + "?scheme=http",
	}
	var out bytes.Buffer
	for _, flag := range []string{"--dry-run", "--quiet", "--test", "--retry"} {
		p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &out, now: func() time.Time { return time.Date(2024, 6, 4, 12, 0, 0, 0, time.UTC) },
			getenv: func(name string) string {
				return map[string]string{"SECRET": secret, notifyVariable: strings.Join(addresses, "\n")}[name]
			}}
		p.run(t.Context(), []string{"notify", "--db", b.store, flag})
	}
	if strings.Contains(out.String(), "hunter2") || !strings.Contains(out.String(), "told of 1 alert") || !strings.Contains(out.String(), "nobody here") {
		t.Errorf("printed:\n%s", &out)
	}
	if letters := mail.Letters(); len(letters) != 2 || !strings.Contains(letters[0].Text, "Subject: stemma: 1 alert (1 gone)\n") { // and the test
		t.Errorf("letters: %+v", letters)
	}
	files, err := filepath.Glob(b.store + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil || bytes.Contains(content, []byte("hunter2")) || bytes.Contains(content, []byte(b.hook.URL())) {
			t.Errorf("%s holds an address, or %v", file, err)
		}
	}
}

// What --test sends says that it is one.
func TestTheTestMessage(t *testing.T) {
	to, err := notify.Parse("ntfy://ntfy.sh/topic", os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	text, err := to[0].Message(testDigest(time.Date(2024, 6, 4, 12, 0, 0, 0, time.UTC)))
	if err != nil || !strings.HasPrefix(text, "stemma: a test, nothing happened\n") || !strings.Contains(text, "made up") {
		t.Errorf("%v: %s", err, text)
	}
}
