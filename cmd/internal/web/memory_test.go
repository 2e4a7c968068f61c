package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"sync"
	"testing"

	"ruhu/cmd/internal/fault"
)

// TestMemoryShort: before memory runs out what goes on ends with advice; the page stays,
// and reads anew what it let go of.
func TestMemoryShort(t *testing.T) {
	short := errors.New("short")
	var mu sync.Mutex
	var now context.CancelCauseFunc
	b := open(t, func(o *Options) {
		o.Within = func(ctx context.Context) (context.Context, func()) {
			ctx, end := context.WithCancelCause(ctx)
			mu.Lock()
			defer mu.Unlock()
			now = end
			return ctx, func() { end(nil) }
		}
		o.Explain = func(ctx context.Context, err error) error {
			if context.Cause(ctx) == short {
				return fault.Wrong("内存不够", "请分成几个文件")
			}
			return err
		}
	})
	b.post("/roster/sample", nil, http.StatusOK)
	back := printed(t, b.server.projects.find("").dir)
	b.upload("/returns/files", http.StatusNoContent, file{filepath.Base(back), bytes.NewReader(read(t, back))})
	b.has(b.returns(), `<dd id="returns">1</dd>`)
	b.server.collecting.RLock()
	b.post("/returns/collect", nil, http.StatusOK)
	mu.Lock()
	now(short)
	mu.Unlock()
	b.server.collecting.RUnlock()
	b.until("请分成几个文件", b.returns)
	b.until(`<dd id="households">52</dd>`, func() string { return b.get("/roster", http.StatusOK) })
	b.has(b.collect(), `<dd id="returns">1</dd>`)
}

// TestMemoryFull: where letting go is not enough the program ends, and says why.
func TestMemoryFull(t *testing.T) {
	s, err := New(Options{Dir: t.TempDir(), Within: func(ctx context.Context) (context.Context, func()) {
		ctx, end := context.WithCancel(ctx)
		end()
		return ctx, end
	}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.Listen("0")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Serve(t.Context(), l); err == nil {
		t.Error("it ended without a word")
	}
}
