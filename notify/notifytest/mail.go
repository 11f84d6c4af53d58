package notifytest

import (
	"bufio"
	"fmt"
	"net"
	"net/textproto"
	"slices"
	"strings"
	"sync"
)

// MailFault is what a mail server does wrong.
type MailFault string

// The faults.
const (
	Silent  MailFault = "silent"  // it takes connections and says nothing
	Refuses MailFault = "refuses" // it takes no mail for anybody
	Curt    MailFault = "curt"    // it hangs up when it has taken a mail
)

// Mail is a mail server that speaks as much SMTP (RFC 5321) as it takes to get a mail.
type Mail struct {
	listener net.Listener
	fault    MailFault
	mutex    sync.Mutex
	letters  []Letter
	open     []net.Conn
	done     sync.WaitGroup
}

// A Letter is a mail that was taken.
type Letter struct {
	From, To string
	Text     string // with the headers; lines end in \n
}

// NewMail starts a mail server.
func NewMail(fault MailFault) (*Mail, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	m := &Mail{listener: listener, fault: fault}
	m.done.Go(m.accept)
	return m, nil
}

// Address is the host and port.
func (m *Mail) Address() string { return m.listener.Addr().String() }

// Letters returns the mails so far.
func (m *Mail) Letters() []Letter {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.letters)
}

// Close stops the server.
func (m *Mail) Close() {
	m.listener.Close() //nolint:errcheck // nobody is left to tell
	m.mutex.Lock()
	for _, c := range m.open {
		c.Close() //nolint:errcheck // as above
	}
	m.mutex.Unlock()
	m.done.Wait()
}

func (m *Mail) accept() {
	for {
		c, err := m.listener.Accept()
		if err != nil {
			return
		}
		m.mutex.Lock()
		m.open = append(m.open, c)
		m.mutex.Unlock()
		if m.fault != Silent {
			m.done.Go(func() { m.serve(c) })
		}
	}
}

// serve speaks with one client until it leaves.
func (m *Mail) serve(c net.Conn) {
	defer c.Close()
	say := func(line string) { fmt.Fprint(c, line+"\r\n") }
	in := textproto.NewReader(bufio.NewReader(c))
	var letter Letter
	say("220 loopback")
	for {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO", "HELO":
			say("250-loopback\r\n250-AUTH PLAIN\r\n250 8BITMIME")
		case "AUTH":
			say("235 welcome")
		case "MAIL":
			letter = Letter{From: rest}
			say("250 yes")
		case "RCPT":
			letter.To = rest
			say(map[bool]string{true: "550 nobody here, " + rest, false: "250 yes"}[m.fault == Refuses])
		case "DATA":
			say("354 go on")
			lines, err := in.ReadDotLines()
			if err != nil {
				return
			}
			letter.Text = strings.Join(lines, "\n")
			m.mutex.Lock()
			m.letters = append(m.letters, letter)
			m.mutex.Unlock()
			say("250 taken")
			if m.fault == Curt {
				return
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say("500 what?")
		}
	}
}
