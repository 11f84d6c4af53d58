package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/alert"
)

// defaultMuteFile is where a project keeps what it does not want to be told.
const defaultMuteFile = "stemma.mute"

func muteFileFlag() cli.Flag {
	return &cli.StringFlag{Name: "mute-file", Category: categoryAlerts, Value: defaultMuteFile, Usage: "do not tell what the rules in `FILE` mute"}
}

func (p *program) ackCommand() *cli.Command {
	return &cli.Command{
		Name: "ack", Usage: "say that you have seen alerts and will act", ArgsUsage: "ID…",
		Flags: append([]cli.Flag{
			dbFlag(), &cli.StringFlag{Name: "note", Usage: "keep `TEXT` with it"},
		}, alertFlags()...),
		Action: p.ack,
	}
}

func (p *program) muteCommand() *cli.Command {
	return &cli.Command{
		Name: "mute", Usage: "do not be told of some alerts", ArgsUsage: "[PATTERN…]",
		Description: `Adds rules to the mute file, which is kept with the project. A pattern is the address of
targets, in which * stands for any text, or the id of an alert. Without a pattern all
alerts of a --kind are muted.

   stemma alerts mute owner/repo --reason 'kept for the record'
   stemma alerts mute 'gitlab.com/group/*' --kind stale --until 2027-01-31`,
		Flags: []cli.Flag{
			muteFileFlag(), kindFlag("mute only alerts of this `KIND`"),
			&cli.StringFlag{Name: "until", Category: categoryAlerts, Usage: "mute to the end of `DAY`, as 2027-01-31; for good if not given"},
			&cli.StringFlag{Name: "reason", Category: categoryAlerts, Usage: "keep `TEXT` beside the rule"},
		},
		Action: p.mute,
	}
}

func (p *program) unmuteCommand() *cli.Command {
	return &cli.Command{
		Name: "unmute", Usage: "take rules out of the mute file", ArgsUsage: "[PATTERN…]",
		Flags:  []cli.Flag{muteFileFlag(), kindFlag("take out the rule for this `KIND`")},
		Action: p.unmute,
	}
}

func (p *program) ack(c *cli.Context) error {
	if !c.Args().Present() {
		return usagef("name the alerts by their ids, which 'stemma alerts' shows")
	}
	s, err := openToNote(c)
	if err != nil {
		return err
	}
	defer s.Close()
	q := inquiry{options: alertOptions(c), now: p.now()}
	q.options.First = true // whether they were shown with --include-first or not
	in, _, err := q.input(c.Context, s)
	if err != nil {
		return err
	}
	found := alert.Find(in)
	var chosen []stemma.Alert
	var ids []string
	for _, text := range c.Args().Slice() {
		a, err := findByID(found, text)
		if err != nil {
			return err
		}
		chosen, ids = append(chosen, a), append(ids, a.ID)
	}
	if err := s.Acknowledge(c.Context, ids, strings.Join(strings.Fields(c.String("note")), " "), q.now); err != nil {
		return err
	}
	for _, a := range chosen {
		fmt.Fprintf(p.stdout, "acknowledged: %s, %s %s\n", a.ID, a.Kind, printable(a.Target))
	}
	return nil
}

func (p *program) mute(c *cli.Context) error {
	rules, err := rulesOf(c)
	if err != nil {
		return err
	}
	err = changeMutes(c.String("mute-file"), func(f *alert.MuteFile) error {
		for _, m := range rules {
			f.Add(m)
		}
		return nil
	})
	return p.tellRules("muted", rules, err)
}

func (p *program) unmute(c *cli.Context) error {
	rules, err := rulesOf(c)
	if err != nil {
		return err
	}
	file := c.String("mute-file")
	err = changeMutes(file, func(f *alert.MuteFile) error {
		for _, m := range rules {
			if f.Remove(m) == 0 {
				return fmt.Errorf("%s has no rule %q: a rule is taken out by what it says before 'until' and '#'", file, m)
			}
		}
		return nil
	})
	return p.tellRules("unmuted", rules, err)
}

// tellRules says what was done with rules, unless it failed.
func (p *program) tellRules(done string, rules []alert.Mute, err error) error {
	for _, m := range rules {
		if err == nil {
			_, err = fmt.Fprintf(p.stdout, "%s: %s\n", done, printable(m.String()))
		}
	}
	return err
}

// rulesOf returns the rules that the command line tells.
func rulesOf(c *cli.Context) ([]alert.Mute, error) {
	patterns := c.Args().Slice()
	if len(patterns) == 0 {
		patterns = []string{""}
	}
	rules := make([]alert.Mute, len(patterns))
	for i, pattern := range patterns {
		rule := pattern
		if kind := c.String("kind"); kind != "" {
			rule += " kind=" + kind
		}
		if c.IsSet("until") {
			rule += " until " + c.String("until")
		}
		m, err := alert.ParseMute(rule)
		if err == nil && m.Pattern != pattern {
			err = fmt.Errorf("%q is no pattern: it holds no blank and begins with no '#'", pattern)
		}
		if err != nil {
			return nil, usageError{err}
		}
		m.Reason = strings.Join(strings.Fields(c.String("reason")), " ")
		rules[i] = m
	}
	return rules, nil
}

// changeMutes reads the mute file, changes it and writes it back whole.
func changeMutes(file string, change func(*alert.MuteFile) error) error {
	mutes, err := openMutes(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := change(mutes); err != nil {
		return err
	}
	return writeFile(file, func(w io.Writer) error {
		_, err := w.Write(mutes.Bytes())
		return err
	})
}

// readMutes returns the rules of the mute file; none where there is no such file and
// nobody named one.
func readMutes(c *cli.Context) ([]alert.Mute, error) {
	mutes, err := openMutes(c.String("mute-file"))
	if err != nil && (!errors.Is(err, fs.ErrNotExist) || c.IsSet("mute-file")) {
		return nil, err
	}
	return mutes.Mutes(), nil
}

// openMutes reads a mute file. Where there is none it returns an empty one with the error.
func openMutes(file string) (mutes *alert.MuteFile, err error) {
	r, err := os.Open(file)
	if err != nil {
		return new(alert.MuteFile), err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	text, err := io.ReadAll(io.LimitReader(r, alert.MostMutes+1))
	if err != nil {
		return nil, err
	}
	return alert.ReadMutes(file, text)
}
