package check

import (
	"fmt"
	"net/netip"
	"strings"
	"syscall"
)

// A privateError says that an address is not on the open internet.
type privateError struct {
	addr string
	why  string
}

func (e *privateError) Error() string {
	return fmt.Sprintf("%s is %s, and only the open internet is asked unless private networks are allowed", e.addr, e.why)
}

// closed lists the networks that are not the open internet, after the registries of
// special-purpose addresses (www.iana.org/assignments/iana-ipv4-special-registry and
// …/iana-ipv6-special-registry). Outside 2000::/3 all of IPv6 is closed anyway.
var closed = [...]struct {
	prefix netip.Prefix
	why    string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "an unspecified address"},
	{netip.MustParsePrefix("10.0.0.0/8"), "on a private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "behind a carrier's address translation"},
	{netip.MustParsePrefix("127.0.0.0/8"), "this machine itself"},
	{netip.MustParsePrefix("169.254.0.0/16"), "a link-local address"},
	{netip.MustParsePrefix("172.16.0.0/12"), "on a private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "a reserved address"},
	{netip.MustParsePrefix("192.0.2.0/24"), "a documentation address"},
	{netip.MustParsePrefix("192.88.99.0/24"), "a reserved address"},
	{netip.MustParsePrefix("192.168.0.0/16"), "on a private network"},
	{netip.MustParsePrefix("198.18.0.0/15"), "a benchmarking address"},
	{netip.MustParsePrefix("198.51.100.0/24"), "a documentation address"},
	{netip.MustParsePrefix("203.0.113.0/24"), "a documentation address"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved address"},
	{netip.MustParsePrefix("::/128"), "an unspecified address"},
	{netip.MustParsePrefix("::1/128"), "this machine itself"},
	{netip.MustParsePrefix("2001::/23"), "a reserved address"}, // Teredo, benchmarking, ORCHID
	{netip.MustParsePrefix("2001:db8::/32"), "a documentation address"},
	{netip.MustParsePrefix("3fff::/20"), "a documentation address"},
	{netip.MustParsePrefix("fc00::/7"), "on a private network"},
	{netip.MustParsePrefix("fe80::/10"), "a link-local address"},
	{netip.MustParsePrefix("fec0::/10"), "on a private network"},
	{netip.MustParsePrefix("ff00::/8"), "a multicast address"},
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")
	// In these an IPv4 address is embedded, at the given byte: an IPv6-only network
	// reaches the IPv4 internet through the first (RFC 6052); the second is 6to4 (RFC 3056).
	nat64   = netip.MustParsePrefix("64:ff9b::/96")
	sixToIV = netip.MustParsePrefix("2002::/16")
)

// open returns an error when addr is not on the open internet.
func open(addr netip.Addr) error {
	addr = addr.Unmap().WithZone("")
	inner := addr
	if bytes := addr.As16(); nat64.Contains(addr) {
		inner = netip.AddrFrom4([4]byte(bytes[12:16]))
	} else if sixToIV.Contains(addr) {
		inner = netip.AddrFrom4([4]byte(bytes[2:6]))
	}
	for _, c := range closed {
		if c.prefix.Contains(inner) {
			return &privateError{addr.String(), c.why}
		}
	}
	if inner.Is6() && !globalUnicast.Contains(inner) {
		return &privateError{addr.String(), "a reserved address"}
	}
	return nil
}

// guard refuses to connect to what is not on the open internet. It is a
// net.Dialer.Control: it sees the address after the name was resolved, so neither a
// redirect nor a name that resolves differently the second time gets round it.
func guard(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &privateError{address, "no internet address"}
	}
	return open(to.Addr())
}

// openName returns an error when a host that a proxy is about to resolve names a
// closed network by itself. Names are the proxy's to resolve: it stands where the
// networks are, and often we have no name server at all.
func openName(host string) error {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if addr, err := netip.ParseAddr(host); err == nil {
		return open(addr)
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "localhost" || last == "local" || last == "internal" {
		return &privateError{host, "a name of the local network"}
	}
	// "127.1", "0x7f000001" and the like: some resolvers read them as addresses
	// (url.spec.whatwg.org/#ends-in-a-number-checker); no name ends in a number.
	if last == "" || last[0] >= '0' && last[0] <= '9' {
		return &privateError{host, "no proper name"}
	}
	return nil
}
