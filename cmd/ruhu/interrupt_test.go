package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ruhu/cmd/internal/disk"
	"ruhu/model/slowtest"
)

// interrupted is the context of a run that a person breaks off at one of its moments: at
// each of them it is asked, or the disk is used.
type interrupted struct {
	context.Context
	stop func()

	mu     sync.Mutex
	count  int
	at     int // the moment at which it ends; 0: never
	begun  int // files that got their names after that
	ended  bool
	ending time.Time
}

func newInterrupted(t *testing.T, at int) *interrupted {
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	return &interrupted{Context: ctx, stop: stop, at: at}
}

func (c *interrupted) moment() (ended bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	if c.count == c.at {
		c.ended, c.ending = true, time.Now()
		c.stop()
	}
	return c.ended
}

func (c *interrupted) Err() error {
	c.moment()
	return c.Context.Err()
}

func (c *interrupted) trouble(o disk.Operation, _ string) error {
	if c.moment() && o == disk.Rename {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.begun++
	}
	return nil
}

const (
	// moments is how often each command is broken off, in an empty folder and over older
	// files each.
	moments = 10
	// mostBegun is how many files may be put in their places after that: those that are
	// made already and belong together.
	mostBegun = 6
	// patience is a second on a machine that does nothing else and does not look for races.
	patience = 20 * time.Second
)

// TestInterrupt breaks off every command at moments spread over its run: it ends soon, says
// so in one line that is true, and leaves the old file or the new one, with what people
// noted in it.
func TestInterrupt(t *testing.T) {
	slowtest.Large(t)
	roster, printed := printed3(t)
	list := writers(t, roster, printed)
	for name, args := range map[string][]string{"check, said": {"check", roster}, "fonts of a roster": {"fonts", roster}} {
		list = append(list, writer{name: name, args: func(string) []string { return args }})
	}
	list = append(list, writer{name: "print, all formats", args: func(dir string) []string {
		return []string{"print", roster, "-o", dir, "--format", "pdf,docx,xlsx", "--split", "household"}
	}})
	list = slices.DeleteFunc(list, func(c writer) bool { // these do nothing that takes a second
		return c.name == "form export" || c.name == "roster-template"
	})
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			old := filepath.Join(t.TempDir(), "旧")
			if c.name == "register" {
				copyFolder(t, printed, old)
			}
			if code, said := within(t, io.Discard, c.args(old)...); code > exitHeld {
				t.Fatal(said)
			}
			x := &trial{t: t, args: c.args, dir: filepath.Join(t.TempDir(), "出"), from: old}
			if c.note != nil {
				x.noted = c.noted
				c.note(t, filepath.Join(old, c.noted))
			}
			if folderExists(old) {
				x.old = contents(t, old)
			}
			whole := newInterrupted(t, 0)
			code, said := x.interrupt(whole, true)
			if code > exitHeld {
				t.Fatal(said)
			}
			x.code, x.new = code, contentsIf(t, x.dir)
			stopped := 0
			for i := range moments {
				at := 1 + whole.count*i/moments
				if x.stops(at, true) {
					stopped++
				}
				if c.name != "register" && x.stops(at, false) {
					stopped++
				}
			}
			if stopped == 0 {
				t.Error("no run was broken off")
			}
			t.Logf("%s: %d moments, %d broken off", c.name, whole.count, stopped)
		})
	}
}

// interrupt runs the command in a copy of the old folder or in an empty one.
func (x *trial) interrupt(c *interrupted, over bool) (code int, said string) {
	x.t.Helper()
	x.afresh(over)
	disk.Trouble(c.trouble)
	defer disk.Trouble(nil)
	var text bytes.Buffer
	code = Run(c, x.args(x.dir), strings.NewReader(""), io.Discard, &text, Environment{})
	return code, text.String()
}

// stops breaks the command off at a moment, and reports whether it had not ended before.
func (x *trial) stops(at int, over bool) bool {
	t := x.t
	c := newInterrupted(t, at)
	code, said := x.interrupt(c, over)
	now := contentsIf(t, x.dir)
	if took := time.Since(c.ending); c.ended && took > patience {
		t.Errorf("%d: went on for %v", at, took)
	}
	if c.begun > mostBegun {
		t.Errorf("%d: %d files more were written", at, c.begun)
	}
	written := 0
	for name, data := range now {
		switch base := filepath.Base(name); {
		case strings.HasSuffix(base, ".tmp"):
			t.Errorf("%d: %s is left", at, name)
		case strings.HasPrefix(base, ".ruhu-"):
		case over && !bytes.Equal(data, x.old[name]) && !bytes.Equal(data, x.new[name]):
			t.Errorf("%d: %s is neither the old file nor the new", at, name)
		default:
			written++
		}
	}
	for name := range x.old {
		if _, there := now[name]; over && !there {
			t.Errorf("%d: %s is gone", at, name)
		}
	}
	if code == x.code { // all was done
		return false
	}
	whole, none := strings.Contains(said, "已中断，已写好的文件完整可用"), strings.Contains(said, "已中断，没有写出文件")
	if code != exitUnreadable || whole == none || strings.Count(said, "错误：") != 1 || !over && whole != (written > 0) {
		t.Errorf("%d: code %d, with %d files it said\n%s", at, code, written, said)
	}
	if over && x.noted != "" && !holdsText(t, now[x.noted], noted) {
		t.Errorf("%d: what was noted in %s is lost", at, x.noted)
	}
	return true
}

func contentsIf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	if !folderExists(dir) {
		return nil
	}
	return contents(t, dir)
}
