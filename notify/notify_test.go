package notify

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/notify/notifytest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// digest is one of everything that a message has to tell, some of it hostile.
func digest() Digest {
	since := time.Date(2024, 5, 1, 8, 0, 0, 0, time.UTC)
	return Digest{
		ID: "d1",
		Alerts: []stemma.Alert{
			{Schema: stemma.AlertSchema, ID: "a1", Kind: stemma.AlertReplaced, Target: "https://github.com/owner/a_b", State: stemma.AlertOpen, Since: since,
				Before: "alive", After: "replaced", Reason: "id 1, was 2", Advice: "Take the link out now.", Impact: 12, Papers: []string{"p1", "p2", "p3", "p4", "p5"}},
			{Schema: stemma.AlertSchema, ID: "a2", Kind: stemma.AlertGone, Target: "https://github.com/x/](javascript:alert(1))<!channel>", State: stemma.AlertOpen, Since: since,
				Before: "alive", After: "gone", Reason: "404\r\n.\r\nSubject: forged\r\n\r\n<script>@everyone</script>\u202e\x1b[31m", Papers: []string{"p2"}},
			{Schema: stemma.AlertSchema, ID: "a3", Kind: stemma.AlertPromiseOverdue, Target: "p2", State: stemma.AlertOpen, Since: since, After: "overdue", Impact: 1, Papers: []string{"p2"}},
		},
		Titles: map[string]string{"p1": "Plain words", "p2": "*Bold* <!here> [click](https://evil.example) & `code` #1"},
	}
}

// addresses has one address for each service, with everything secret in it.
var addresses = map[string]string{
	"smtp":     "smtp://sam:hunter2secret@mail.example.org:2525/?from=from@example.org&to=to@example.org&starttls=no",
	"slack":    "slack://hook:T00000000-B00000000-secretsecretsecretsecret@webhook",
	"discord":  "discord://discordSecretToken@1234567890",
	"teams":    "teams://?host=https%3A%2F%2Fprod-01.westeurope.logic.azure.com%3A443%2Fworkflows%2Fworksecret%2Ftriggers%3Fsig%3Dsigsecret",
	"matrix":   "matrix://:matrixSecretToken@matrix.example.org/?rooms=!roomsecret:example.org",
	"telegram": "telegram://123456789:telegram-Secret_Token@telegram?chats=@secretchannel",
	"ntfy":     "ntfy://sam:ntfysecret@ntfy.example.org/topicsecret",
	"https":    "https://sam:hooksecret@hook.example.org/pathsecret?key=querysecret&@X-Key=headersecret",
}

// parsed is the one destination of an address.
func parsed(t *testing.T, address string) Destination {
	t.Helper()
	all, err := Parse(address, os.Getenv)
	if err != nil || len(all) != 1 {
		t.Fatalf("%s: %d destinations, %v", address, len(all), err)
	}
	return all[0]
}

// A recorder answers every request and keeps them.
type recorder struct {
	requests []string
	answer   func(*http.Request) (*http.Response, error)
}

func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	var pretty any
	text := string(body)
	if json.Unmarshal(body, &pretty) == nil {
		indented, err := json.MarshalIndent(pretty, "", "  ")
		if err != nil {
			return nil, err
		}
		text = string(indented)
	}
	path, _, _ := strings.Cut(request.URL.Path, "/send/m.room.message/") // what follows is random
	r.requests = append(r.requests, fmt.Sprintf("%s %s%s\nTitle: %s\n%s\n", request.Method, request.URL.Host, path, request.Header.Get("Title"), text))
	return r.answer(request)
}

func answering(status int, body string) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		w.WriteHeader(status)
		fmt.Fprint(w, body)
		return w.Result(), nil
	}
}

// The whole of what each service is sent, in one request each.
func TestMessagesOfEachService(t *testing.T) {
	answers := map[string]string{"slack": "ok", "telegram": `{"ok":true,"result":{}}`, "matrix": `{"event_id":"e"}`, "ntfy": `{}`}
	for scheme, address := range addresses {
		if scheme == "smtp" {
			continue // TestMail
		}
		t.Run(scheme, func(t *testing.T) {
			r := &recorder{answer: answering(http.StatusOK, answers[scheme])}
			if err := NewSender(Config{Transport: r}).Send(t.Context(), parsed(t, address), digest()); err != nil {
				t.Fatal(err)
			}
			golden(t, scheme+".txt", strings.Join(r.requests, "\n"))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s: %v; with -update it becomes:\n%s", file, err, got)
	}
}

// However a send fails, it is an error, it is not tried again at once, and no secret is in
// what is told.
func TestFailuresAreToldWithoutSecrets(t *testing.T) {
	echo := func(r *http.Request) (*http.Response, error) {
		return answering(http.StatusInternalServerError, r.URL.String()+" "+r.Header.Get("Authorization")+r.Header.Get("X-Key"))(r)
	}
	failures := map[string]func(*http.Request) (*http.Response, error){
		"the network": func(r *http.Request) (*http.Response, error) {
			return nil, errors.New("dial tcp: connection refused")
		},
		"an echo":       echo,
		"a redirect":    answering(http.StatusTemporaryRedirect, ""),
		"a rate limit":  answering(http.StatusTooManyRequests, `{"ok":false,"description":"slow down"}`),
		"a broken page": answering(http.StatusBadGateway, "<html>\x1b[31m"),
	}
	for scheme, address := range addresses {
		if scheme == "smtp" {
			address = strings.Replace(address, "mail.example.org:2525", "127.0.0.1:1", 1)
		}
		to := parsed(t, address)
		for failure, answer := range failures {
			r := &recorder{answer: answer}
			sender := NewSender(Config{Transport: r})
			err := sender.Send(t.Context(), to, digest())
			if err == nil {
				t.Errorf("%s, %s: no error", scheme, failure)
				continue
			}
			if len(r.requests) > 1 {
				t.Errorf("%s, %s: tried %d times", scheme, failure, len(r.requests))
			}
			shown := err.Error() + to.Name + to.ID
			for _, word := range []string{"ecret", "123456789", "sam", "\x1b"} {
				if strings.Contains(shown, word) {
					t.Errorf("%s, %s: %q is shown: %s", scheme, failure, word, shown)
				}
			}
		}
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	elsewhere := notifytest.NewHook(0)
	defer elsewhere.Close()
	server := httptest.NewServer(http.RedirectHandler(elsewhere.URL(), http.StatusTemporaryRedirect))
	defer server.Close()
	err := NewSender(Config{}).Send(t.Context(), parsed(t, server.URL+"/hook"), digest())
	if err == nil || !strings.Contains(err.Error(), "307") || len(elsewhere.Posts()) > 0 {
		t.Errorf("%v, %d requests elsewhere", err, len(elsewhere.Posts()))
	}
}

// What a webhook gets is the alerts themselves, under an id to know them by.
func TestWebhook(t *testing.T) {
	hook := notifytest.NewHook(0)
	defer hook.Close()
	address := strings.Replace(hook.URL(), "http://", "generic+http://sam:pass@", 1) + "/a/b?key=1&@X-Key=v%201"
	if err := NewSender(Config{UserAgent: "stemma/1"}).Send(t.Context(), parsed(t, address), digest()); err != nil {
		t.Fatal(err)
	}
	post := hook.Posts()[0]
	var got struct {
		Schema, ID string
		Alerts     []stemma.Alert
	}
	if err := json.Unmarshal([]byte(post.Body), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != DigestSchema || got.ID != "d1" || len(got.Alerts) != 3 || got.Alerts[1].Reason != digest().Alerts[1].Reason {
		t.Errorf("body: %s", post.Body)
	}
	for name, want := range map[string]string{"Idempotency-Key": `"d1"`, "X-Key": "v 1", "User-Agent": "stemma/1", "Content-Type": "application/json", "Authorization": "Basic c2FtOnBhc3M="} {
		if got := post.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if post.Path != "/a/b?key=1" {
		t.Errorf("path: %s", post.Path)
	}
}

func mail(t *testing.T, fault notifytest.MailFault) (*notifytest.Mail, Destination) {
	t.Helper()
	m, err := notifytest.NewMail(fault)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return m, parsed(t, "smtp://sam:hunter2secret@"+m.Address()+"/?from=stemma@example.org&to=reader@example.org")
}

func TestMail(t *testing.T) {
	m, to := mail(t, "")
	if err := NewSender(Config{}).Send(t.Context(), to, digest()); err != nil {
		t.Fatal(err)
	}
	letters := m.Letters()
	if len(letters) != 1 || !strings.Contains(letters[0].To, "<reader@example.org>") {
		t.Fatalf("%+v", letters)
	}
	head, text, _ := strings.Cut(letters[0].Text, "\n\n")
	lines := strings.Split(head, "\n") // in no order
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(line, "Date: ") })
	slices.Sort(lines)
	golden(t, "mail.txt", strings.Join(lines, "\n")+"\n\n"+text)
	for line := range strings.SplitSeq(letters[0].Text, "\n") {
		if len(line) > 998 { // RFC 5322, 2.1.1
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}

func TestFaultyMail(t *testing.T) {
	for _, c := range []struct {
		fault     notifytest.MailFault
		delivered int
		err       string // a part; empty for none
	}{
		{notifytest.Refuses, 0, "nobody here"},
		{notifytest.Silent, 0, errSlow.Error()},
		{notifytest.Curt, 1, ""},
	} {
		m, to := mail(t, c.fault)
		config := Config{}
		if c.fault == notifytest.Silent {
			config.Timeout = time.Millisecond
		}
		err := NewSender(config).Send(t.Context(), to, digest())
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) || len(m.Letters()) != c.delivered {
			t.Errorf("%s: %v, %d letters", c.fault, err, len(m.Letters()))
		}
		if err != nil && (strings.Contains(err.Error(), "reader@") || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("%s: %v", c.fault, err)
		}
	}
}
