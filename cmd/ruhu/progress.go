package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows how far a stage is, when there is a terminal to show it on. It
// appears with the first household.
type bar struct {
	out  io.Writer // nil: nothing is shown
	what string
	bar  *progressbar.ProgressBar
}

func (s *session) bar(what string) *bar {
	b := &bar{what: what}
	if s.env.Terminal {
		b.out = s.err
	}
	return b
}

// at moves the bar. A total of 0 is one that is not known.
func (b *bar) at(done, total int) {
	if b.out == nil {
		return
	}
	if b.bar == nil {
		if total <= 0 {
			total = -1
		}
		b.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(b.out), progressbar.OptionSetDescription(b.what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("户"),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish())
	}
	_ = b.bar.Set(done)
}

// end takes the bar away.
func (b *bar) end() {
	if b.bar != nil {
		_ = b.bar.Finish()
		b.bar = nil
	}
}
