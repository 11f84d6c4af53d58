package check

import "sync"

// How many hosts in a row have to be out of reach, with none reached in between,
// before the network itself is held to be down. At the start of a run it is as many as
// are asked at once by default, so that a run without a network costs one time-out
// and not one a host; once the network is known to have worked it takes more.
const (
	lostAtFirst = DefaultJobs
	lostLater   = 4 * DefaultJobs
)

// A network notices when there is none, so that the rest of a run need not find out
// host by host. Hosts that fail for reasons of their own (an unknown name, a refused
// connection, a bad certificate) do not count.
type network struct {
	mu     sync.Mutex
	worked bool
	lost   map[string]bool // hosts out of reach since the last that was reached
	down   error           // set once there is no network
}

// state returns the reason not to ask anything any more, or nil.
func (n *network) state() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.down
}

func (n *network) reached() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.worked = true
	clear(n.lost)
}

func (n *network) unreachable(host, reason string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.lost == nil {
		n.lost = map[string]bool{}
	}
	n.lost[host] = true
	enough := lostAtFirst
	if n.worked {
		enough = lostLater
	}
	if len(n.lost) >= enough && n.down == nil {
		n.down = notAsked("there seems to be no network: " + reason)
	}
}
