package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// notAsked is the reason why a request was not made at all.
type notAsked string

func (n notAsked) Error() string { return "not asked: " + string(n) }

// A lostWay is a chain of redirects that leads nowhere.
type lostWay string

func (l lostWay) Error() string { return string(l) }

// A failure is what a request that got no answer says.
type failure struct {
	reason  string // one sentence
	forGood bool   // of this host: asking it again in this run is useless
	unasked bool   // by our own decision
	network bool   // may be the fault of our own network
	abrupt  bool   // the host hung up; it may do so for HEAD alone
}

func (f *failure) Error() string { return f.reason }

// explain says in plain words why no answer came; connected tells whether there was
// a connection to host at all.
func explain(err error, host string, connected bool, timeout time.Duration) failure {
	var dns *net.DNSError
	var op *net.OpError
	var private *privateError
	var proxy *proxyError
	switch {
	case errors.As(err, &private):
		return failure{reason: private.Error(), forGood: true, unasked: true}
	case errors.As(err, &proxy):
		return failure{reason: proxy.Error(), forGood: true, unasked: true}
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return failure{reason: "the proxy can't be reached: " + cause(op.Err), network: true}
	case errors.As(err, &dns) && dns.IsNotFound:
		return failure{reason: "the name " + dns.Name + " is not known", forGood: true}
	case errors.As(err, &dns):
		return failure{reason: "the name " + dns.Name + " can't be looked up: " + clip(dns.Err), network: true}
	case timedOut(err):
		return failure{reason: host + " gave no answer within " + timeout.String(), network: !connected}
	case isCertificate(err):
		return failure{reason: "the certificate of " + host + " is not valid: " + cause(err)}
	case errors.Is(err, syscall.ECONNREFUSED):
		return failure{reason: host + " refuses connections"}
	case unroutable(err):
		return failure{reason: host + " is out of reach: " + cause(err), network: true}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return failure{reason: host + " hung up without an answer", abrupt: true}
	default:
		return failure{reason: "the answer of " + host + " can't be read: " + cause(err)}
	}
}

func timedOut(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

func isCertificate(err error) bool {
	var bad *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	return errors.As(err, &bad) || errors.As(err, &authority) || errors.As(err, &name)
}

func unroutable(err error) bool {
	for _, no := range [...]error{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EADDRNOTAVAIL} {
		if errors.Is(err, no) {
			return true
		}
	}
	return false
}

// cause is the text of the innermost error, which names no address of our side.
func cause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return clip(err.Error())
		}
		err = inner
	}
}

// clip makes foreign text fit for one line of a report.
func clip(text string) string {
	const longest = 160 // runes
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?"))
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
