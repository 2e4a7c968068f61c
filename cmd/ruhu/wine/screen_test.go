package wine

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is what a terminal shows.
type screen struct {
	mu   sync.Mutex
	data bytes.Buffer
	seen chan struct{} // something came
}

// Write implements io.Writer.
func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.seen <- struct{}{}:
	default:
	}
	return s.data.Write(b)
}

// moves are what places texts on a terminal.
var moves = regexp.MustCompile("\x1b\\[[0-9;?]*[A-Za-z]|\r")

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return moves.ReplaceAllString(s.data.String(), "")
}

// wait waits until a text is shown.
func (s *screen) wait(t *testing.T, text string) {
	t.Helper()
	for late := time.After(limit); !strings.Contains(s.text(), text); {
		select {
		case <-s.seen:
		case <-late:
			t.Fatalf("the screen never says %s:\n%s", text, s.text())
		}
	}
}
