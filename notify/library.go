package notify

import (
	"cmp"
	"io"
	"log"
	"maps"
	"net/url"
	"strings"
	"time"

	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/discord"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/matrix"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/slack"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/teams"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/email/smtp"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/push/ntfy"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"
)

// An opener makes a service of the library.
type opener func() types.Service

func openMail() types.Service     { return new(smtp.Service) }
func openSlack() types.Service    { return new(slack.Service) }
func openTeams() types.Service    { return new(teams.Service) }
func openMatrix() types.Service   { return new(matrix.Service) }
func openTelegram() types.Service { return new(telegram.Service) }
func openNtfy() types.Service     { return new(ntfy.Service) }
func openDiscord() types.Service  { return &hasty{new(discord.Service)} }

// hasty is Discord's service without its pauses: the client does not try again.
type hasty struct{ *discord.Service }

// Initialize reads the address.
func (h *hasty) Initialize(address *url.URL, logger types.StdLogger) error {
	err := h.Service.Initialize(address, logger)
	h.Sleeper = h
	return err
}

// Sleep does not.
func (*hasty) Sleep(time.Duration) {}

// opened returns the service for an address. Matrix signs in with that.
func (s *service) opened(c *client, address *url.URL) (types.Service, error) {
	sender := s.open()
	setter, overHTTP := sender.(types.HTTPClientSetter)
	if overHTTP {
		setter.SetHTTPClient(c)
	}
	copied := *address // some services change it
	err := sender.Initialize(&copied, log.New(io.Discard, "", 0))
	if err == nil && overHTTP {
		setter.SetHTTPClient(c) // some forget the first
	}
	return sender, err
}

// hand gives a digest to the library.
func (s *service) hand(c *client, address *url.URL, digest Digest) error {
	sender, err := s.opened(c, address)
	if err == nil {
		text, params := s.message(address, digest)
		err = sender.Send(text, &params)
	}
	if onlyParted(err) {
		return nil
	}
	// Telegram's service takes a network that fails for success.
	return cmp.Or(c.failed, err)
}

// message returns the text of a digest and the settings for it. Where the service has no
// place for a headline, or the address fills it, the headline is the first line.
func (s *service) message(address *url.URL, digest Digest) (string, types.Params) {
	params := types.Params(maps.Clone(s.params))
	for key := range address.Query() {
		delete(params, strings.ToLower(key))
		if strings.EqualFold(key, "subject") {
			delete(params, titleKey)
		}
	}
	text := compose(digest, s.style, s.limit)
	if _, titled := params[titleKey]; !titled {
		return text.headline + "\n" + text.body, params
	}
	params[titleKey] = text.headline
	return text.body, params
}

// onlyParted reports whether a mail was taken and only the good-bye failed.
func onlyParted(err error) bool {
	return err != nil && strings.Contains(err.Error(), "error closing session") && !strings.Contains(err.Error(), "error sending message to recipient")
}
