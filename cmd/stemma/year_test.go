package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/github/githubtest"
)

// begin is the world on the first day.
var begin = []func(*year){
	alive("lab/dies"), alive("lab/moves"), alive("lab/flaps"), alive("lab/returns"), alive("lab/rests"), alive("lab/taken"),
	state("lab/soon", "placeholder"), alive("lab/emptied"), alive("lab/stripped"), alive("lab/blocked"), alive("lab/case"),
	alive("lab/blip"), alive("lab/closed"), alive("lab/kept"),
	become(githubtest.Repository{FullName: "lab/net", Inside: githubtest.Inside{Paths: []string{"src/train.py"}}}),
	become(githubtest.Repository{FullName: "lab/quiet", PushedAt: morning(-600)}),
	become(githubtest.Repository{FullName: "lab/old", PushedAt: morning(-2000)}),
}

var papers = []stemma.Paper{
	paper("AlphaFlow: A Sampler of Our Own", "2023-12-01", "We propose AlphaFlow, a sampler that is fast. Our code is at https://github.com/lab/dies and https://github.com/lab/taken."),
	paper("BetaFlow: Another on Top", "2023-12-01", "We present BetaFlow, which builds on AlphaFlow. Our code is at https://github.com/lab/moves."),
	paper("GammaFlow: A Third One", "2023-12-01", "Building on BetaFlow, we introduce GammaFlow. The code is at https://github.com/lab/flaps, https://github.com/lab/returns and https://github.com/lab/rests."),
	paper("DeltaKit: A Library", "2023-12-01", "DeltaKit is a library of samplers. It lives at https://github.com/lab/soon, https://github.com/lab/emptied, https://github.com/lab/stripped and https://github.com/lab/blocked."),
	paper("EtaFlow: In Good Hands", "2023-12-01", "We train EtaFlow with https://github.com/lab/net/blob/main/src/train.py, https://github.com/lab/quiet, https://github.com/lab/old and https://github.com/lab/case."),
	paper("ZetaFlow: In Doubt", "2023-12-01", "We train ZetaFlow. See https://github.com/lab/blip, https://github.com/lab/closed and https://github.com/lab/late."),
	paper("ThetaFlow: A Promise", "2024-02-01", "We introduce ThetaFlow, which is trained in a day. The code and checkpoints will be released soon."),
	paper("IotaFlow: A Promise That Is Kept", "2024-02-01", "We introduce IotaFlow, which is trained in a night. The code and checkpoints will be released soon."),
}

// story is what happens in the world.
var story = []event{
	{10, state("lab/dies", "gone")},
	{20, move("lab/moves", "lab/moved")},
	{50, move("lab/moves", "group/moved")}, // the old name leads there as well
	{30, state("lab/flaps", "gone")}, {32, alive("lab/flaps")}, {34, state("lab/flaps", "gone")}, {35, alive("lab/flaps")},
	{37, state("lab/flaps", "gone")}, {39, alive("lab/flaps")}, {41, state("lab/flaps", "gone")}, {43, alive("lab/flaps")},
	{40, state("lab/returns", "gone")}, {61, alive("lab/returns")},
	{70, state("lab/rests", "archived")}, {200, alive("lab/rests")},
	{80, state("lab/taken", "gone")}, {100, become(githubtest.Repository{FullName: "lab/taken", ID: 666})},
	{90, move("lab/case", "lab/Case")},
	{120, alive("lab/soon")},
	{130, state("lab/emptied", "empty")},
	{140, state("lab/stripped", "placeholder")},
	{150, state("lab/blocked", "dmca")}, {170, alive("lab/blocked")},
	{160, become(githubtest.Repository{FullName: "lab/net"})},
	{165, become(githubtest.Repository{FullName: "lab/net", Inside: githubtest.Inside{Paths: []string{"src/train.py"}}})},
	{180, state("lab/blip", "gone")}, {181, alive("lab/blip")},
	{190, fail("graphql-limited", 2)},
	{210, func(y *year) {
		y.unread = append(y.unread, paper("IotaFlow: A Promise That Is Kept", "2024-02-01", "We introduce IotaFlow, which is trained in a night. Our code is at https://github.com/lab/kept."))
	}},
	{220, alive("lab/late")},
	{230, fail("502", 2)},
	{240, state("lab/closed", "saml")}, {260, alive("lab/closed")},
	{280, fail("hang-up", 7)},
	{300, state("lab/kept", "gone")}, // while the program does not run
}

// Mornings on which something happens to the program itself.
const (
	diskFull   = 11  // when lab/dies is to be told
	killed     = 61  // between looking and telling that lab/returns is there again
	awayFrom   = 295 // nobody runs it
	awayTo     = 305
	lastDay    = 365
	goldenYear = "testdata/year.golden"
)

// TestYear is a year in the life of a list. Each change is told once, and on its day; what
// is none of the world's doing is not told.
func TestYear(t *testing.T) {
	y := newYear(t)
	y.unread = slices.Clone(papers)
	for _, do := range begin {
		do(y)
	}
	for day := range lastDay {
		for _, e := range story {
			if e.day == day {
				e.do(y)
			}
		}
		if day >= awayFrom && day < awayTo {
			continue
		}
		y.clock.at = morning(day)
		y.look()
		switch day {
		case diskFull:
			if err := y.tell(full{}); err == nil {
				t.Error("onto a full disk: no error")
			}
			y.stop()
		case killed:
			y.stop()
		default:
			y.must(y.tell(&y.told))
		}
	}
	got := y.told.String()
	if *update {
		if err := os.WriteFile(filepath.FromSlash(goldenYear), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(filepath.FromSlash(goldenYear))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("what was told (-want +got):\n%s", diff)
	}
}
