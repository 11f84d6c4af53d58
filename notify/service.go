package notify

import (
	"errors"
	"net/url"
)

// A service is a way to send.
type service struct {
	scheme string // of its addresses, and its name
	public bool   // the host of an address is no secret
	style  style
	limit  int // bytes of one message's text
	// lists are the keys of the query that name several receivers. Each is a destination of
	// its own, lest one that fails has the others told twice.
	lists []string
	// params are settings of the library that fit the messages; what an address says counts
	// before them.
	params map[string]string
	open   opener // of the library; nil for a webhook
}

// services are the ways to send. The limits are those of the services, less what their
// JSON takes: Discord 6,000 characters in all embeds, Telegram 4,096, ntfy 4,096 bytes,
// Teams 28 KB a card, Matrix 64 KB an event, Slack 100 attachments, of which the library
// makes one a line.
var services = [...]service{
	{scheme: "smtp", public: true, style: plain, limit: 200 << 10, lists: []string{"to", "toaddresses"}, params: map[string]string{titleKey: "", "usehtml": "No"}, open: openMail},
	{scheme: "slack", style: slackStyle, limit: 30_000, params: map[string]string{titleKey: ""}, open: openSlack},
	{scheme: "discord", style: markdown, limit: 5_000, params: map[string]string{titleKey: "", "splitlines": "No"}, open: openDiscord},
	{scheme: "teams", style: cardStyle, limit: 15_000, params: map[string]string{titleKey: ""}, open: openTeams},
	{scheme: "matrix", public: true, style: plain, limit: 30_000, lists: []string{"rooms", "room"}, params: map[string]string{titleKey: ""}, open: openMatrix},
	{scheme: "telegram", style: plain, limit: 4_000, lists: []string{"chats", "channels"}, params: map[string]string{"preview": "No", "parsemode": "None"}, open: openTelegram},
	{scheme: "ntfy", public: true, style: plain, limit: 4_000, params: map[string]string{titleKey: ""}, open: openNtfy},
	{scheme: "https", public: true},
	{scheme: "http", public: true},
}

// titleKey is the setting that the headline goes to.
const titleKey = "title"

// Services returns the schemes of the addresses that [Parse] takes.
func Services() []string {
	names := make([]string, len(services))
	for i, s := range services {
		names[i] = s.scheme
	}
	return names
}

func serviceOf(scheme string) *service {
	for i := range services {
		if services[i].scheme == scheme {
			return &services[i]
		}
	}
	return nil
}

func (s *service) send(c *client, config Config, to Destination, digest Digest) error {
	if s.open == nil {
		return postDigest(c, config, to, digest)
	}
	return s.hand(c, to.address, digest)
}

var errNotAsked = errors.New("not asked")

// check reports what is wrong with an address, and asks nobody.
func (s *service) check(address *url.URL) error {
	if s.open == nil {
		return checkWebhook(address)
	}
	c := &client{failed: errNotAsked}
	_, err := s.opened(c, address)
	if c.asked {
		return nil // so far there was nothing to complain of
	}
	return err
}
