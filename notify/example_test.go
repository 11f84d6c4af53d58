package notify_test

import (
	"context"
	"fmt"
	"os"

	"stemma"
	"stemma/notify"
	"stemma/notify/notifytest"
)

func Example() {
	hook := notifytest.NewHook(0)
	defer hook.Close()
	to, err := notify.Parse(hook.URL()+"/hook", os.Getenv)
	if err != nil {
		panic(err)
	}
	digest := notify.Digest{ID: "3f2a", Alerts: []stemma.Alert{{Schema: stemma.AlertSchema, ID: "a1", Kind: stemma.AlertGone, Target: "https://github.com/owner/name"}}}
	err = notify.NewSender(notify.Config{}).Send(context.Background(), to[0], digest)
	fmt.Println(err, hook.Posts()[0].Header.Get("Idempotency-Key"))
	// Output: <nil> "3f2a"
}
