package notify

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// mostAddress is far more than any address has, in bytes.
const mostAddress = 8 << 10

// A Destination is one receiver of messages.
type Destination struct {
	// ID tells it from others and is all of it that may be kept: a slow hash of the address.
	ID string
	// Name is for people, without any secret: the service, its host if that may be known,
	// and the beginning of the ID.
	Name    string
	service *service
	address *url.URL
	secrets []string
}

// Parse reads an address as people give it, as "ntfy://ntfy.sh/topic" or
// "https://example.org/hook", and puts in the variables that it names. An address with
// several receivers is as many destinations. The text of an error holds nothing of the
// address but the scheme.
func Parse(address string, getenv func(string) string) ([]Destination, error) {
	u, s, err := read(address, getenv)
	if err != nil {
		return nil, err
	}
	var all []Destination
	for _, one := range s.receivers(u) {
		d := Destination{service: s, address: one, secrets: secretsOf(one, s)}
		if err := s.check(one); err != nil {
			return nil, fmt.Errorf("the address of %s: %s", s.scheme, d.scrub(err.Error()))
		}
		if d.ID, err = fingerprint(one.String()); err != nil {
			return nil, err
		}
		d.Name = d.name()
		all = append(all, d)
	}
	return all, nil
}

func read(address string, getenv func(string) string) (*url.URL, *service, error) {
	expanded, err := expand(address, getenv)
	if err != nil {
		return nil, nil, err
	}
	if len(expanded) > mostAddress {
		return nil, nil, fmt.Errorf("an address of %d bytes: at most %d", len(expanded), mostAddress)
	}
	u, err := url.Parse(strings.TrimSpace(expanded))
	if err != nil || u.Scheme == "" || u.Opaque != "" {
		return nil, nil, errors.New("it is no address such as ntfy://ntfy.sh/TOPIC or https://HOST/PATH; signs that mean something in an address are written as %40 for @, %2F for /")
	}
	u.Scheme = strings.TrimPrefix(u.Scheme, "generic+")
	if u.Scheme == "generic" {
		u.Scheme = "https"
	}
	s := serviceOf(u.Scheme)
	switch {
	case s == nil:
		return nil, nil, fmt.Errorf("there is no service of that scheme: want one of %s", strings.Join(Services(), ", "))
	case s.public && u.Hostname() == "":
		return nil, nil, fmt.Errorf("the address of %s names no host", s.scheme)
	}
	return u, s, nil
}

// receivers returns one address for each receiver.
func (s *service) receivers(address *url.URL) []*url.URL {
	query := address.Query()
	var key string
	for given := range query {
		if slices.Contains(s.lists, strings.ToLower(given)) {
			key = max(key, given)
		}
	}
	if key == "" {
		return []*url.URL{address}
	}
	var all []*url.URL
	for receiver := range strings.SplitSeq(query.Get(key), ",") {
		if receiver = strings.TrimSpace(receiver); receiver == "" {
			continue
		}
		one := *address
		query.Set(key, receiver)
		one.RawQuery = query.Encode()
		all = append(all, &one)
	}
	if all == nil {
		return []*url.URL{address}
	}
	return all
}

// The hash is slow, so that a weak password is not guessed from a store that gets into
// other hands. The salt is no secret; it makes the hash one of this program's.
const (
	salt    = "stemma.destination/1"
	rounds  = 100_000
	hashLen = 16
)

func fingerprint(address string) (string, error) {
	hash, err := pbkdf2.Key(sha256.New, address, []byte(salt), rounds, hashLen)
	return hex.EncodeToString(hash), err
}

// shownID is how much of an id a name shows.
const shownID = 6

func (d Destination) name() string {
	name := d.service.scheme
	if d.service.open == nil {
		name = "webhook"
	}
	if d.service.public {
		name += " " + clip(d.address.Hostname(), mostWords)
	}
	return name + " (" + d.ID[:shownID] + ")"
}
