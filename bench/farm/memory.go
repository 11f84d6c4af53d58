package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// watchMemory reads the most memory that a process held, every few milliseconds while it
// lives; what it returns tells that in megabytes. The system's own figure for a child
// that has ended counts the memory of its parent at the start.
func watchMemory(pid int) (peak func() float64) {
	stop, result := make(chan struct{}), make(chan float64)
	go func() {
		var most int
		for {
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // gone where the process has ended
			if _, rest, found := strings.Cut(string(status), "VmHWM:"); found {
				var kib int
				if _, err := fmt.Sscanf(rest, "%d", &kib); err == nil {
					most = max(most, kib)
				}
			}
			select {
			case <-stop:
				result <- float64(most) * 1024 / 1e6
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() float64 { close(stop); return <-result }
}
