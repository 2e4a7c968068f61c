package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ruhu/model/must"
)

// TestMemory: before memory runs out the run ends with the advice to divide the roster;
// nothing half done is left. Where no limit is known nothing is watched.
func TestMemory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "出")
	for limit, want := range map[uint64]int{1 << 20: exitUnreadable, 1 << 40: exitDone, 0: exitDone} {
		var said bytes.Buffer
		code := Run(t.Context(), []string{"check", sampleRoster, "-o", filepath.Join(dir, "问题清单.xlsx")}, strings.NewReader(""), io.Discard, &said, Environment{Memory: limit})
		short := strings.Contains(said.String(), "内存不够") && strings.Contains(said.String(), "按村分成几个文件")
		if code != want || short != (want == exitUnreadable) {
			t.Errorf("limit %d: code %d, said\n%s", limit, code, &said)
		}
		if _, err := os.Stat(dir); err == nil && short {
			t.Errorf("limit %d: %s is left", limit, dir)
		}
		must.Succeed(t, os.RemoveAll(dir))
	}
}

// TestMemoryLeft: what the system says is a size that a machine may have.
func TestMemoryLeft(t *testing.T) {
	if left := memoryLeft(); left < 16<<20 || left > 1<<46 {
		t.Errorf("%d bytes", left)
	}
}

// TestMemoryGrows: the limit is seen while memory grows.
func TestMemoryGrows(t *testing.T) {
	ctx, stop := withinMemory(t.Context(), usedMemory()*2+64<<20)
	defer stop()
	if ctx.Err() != nil {
		t.Fatal("ended at once")
	}
	var held [][]byte
	for n := 0; ctx.Err() == nil; n++ {
		if n > 1<<12 {
			t.Fatalf("%d MB more, and no end", n)
		}
		piece := bytes.Repeat([]byte{1}, 1<<20)
		held = append(held, piece)
		if n%16 == 0 {
			select { // at the pace of reading
			case <-ctx.Done():
			case <-time.After(memoryTick):
			}
		}
	}
	if !errors.Is(context.Cause(ctx), errMemory) {
		t.Errorf("after %d MB: %v", len(held), context.Cause(ctx))
	}
}

// TestMemoryOfPage: where there is not even memory for the page, it ends with the advice.
func TestMemoryOfPage(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	var said bytes.Buffer
	code := Run(t.Context(), []string{"web", "--no-open", "--dir", t.TempDir()}, strings.NewReader(""), io.Discard, &said, Environment{Memory: 1 << 20})
	if code != exitUnreadable || strings.Count(said.String(), "内存不够") != 1 || !strings.Contains(said.String(), "按村分成几个文件") {
		t.Errorf("code %d, said\n%s", code, &said)
	}
}
