package parallel

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// TestEach: everything is done once, by no more goroutines than asked for.
func TestEach(t *testing.T) {
	for _, c := range []struct{ jobs, n, workers int }{{0, 3, 1}, {1, 5, 1}, {2, 100, 2}, {8, 3, 3}, {4, 0, 0}, {-1, 1, 1}} {
		done := make([]atomic.Int32, c.n)
		var workers atomic.Int32
		err := Each(t.Context(), c.jobs, c.n, func() func(int) error {
			workers.Add(1)
			return func(i int) error { done[i].Add(1); return nil }
		})
		if err != nil || int(workers.Load()) != c.workers {
			t.Errorf("%+v: %d workers, %v", c, workers.Load(), err)
		}
		for i := range done {
			if done[i].Load() != 1 {
				t.Errorf("%+v: %d was done %d times", c, i, done[i].Load())
			}
		}
	}
}

// TestOrder: each thing may wait for all before it.
func TestOrder(t *testing.T) {
	var mu sync.Mutex
	moved := sync.NewCond(&mu)
	var got []int
	err := Each(t.Context(), 4, 50, func() func(int) error {
		return func(i int) error {
			mu.Lock()
			defer mu.Unlock()
			for len(got) < i {
				moved.Wait()
			}
			got = append(got, i)
			moved.Broadcast()
			return nil
		}
	})
	if err != nil || len(got) != 50 || !slices.IsSorted(got) {
		t.Errorf("%v %v", got, err)
	}
}

// TestStops: the first error ends the work, and an ended context begins none.
func TestStops(t *testing.T) {
	bad := errors.New("bad")
	var done atomic.Int32
	err := Each(t.Context(), 1, 1000, func() func(int) error {
		return func(i int) error {
			done.Add(1)
			if i == 3 {
				return bad
			}
			return nil
		}
	})
	if !errors.Is(err, bad) || done.Load() != 4 {
		t.Errorf("%d done: %v", done.Load(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	done.Store(0)
	err = Each(ctx, 2, 10, func() func(int) error { return func(int) error { done.Add(1); return nil } })
	if !errors.Is(err, context.Canceled) || done.Load() > 0 {
		t.Errorf("%d done after the end: %v", done.Load(), err)
	}
}

// TestUntil: what was begun is waited for, but no longer than the context lasts; its
// error and its panic are the caller's.
func TestUntil(t *testing.T) {
	if got, err := Until(t.Context(), func() (int, error) { return 7, nil }); got != 7 || err != nil {
		t.Errorf("got %d, %v", got, err)
	}
	bad := errors.New("bad")
	if _, err := Until(t.Context(), func() (int, error) { return 0, bad }); err != bad {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	never, begun := make(chan struct{}), make(chan struct{})
	go func() { <-begun; cancel() }()
	if got, err := Until(ctx, func() (int, error) { close(begun); <-never; return 7, nil }); got != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("got %d, %v after the end", got, err)
	}
	close(never)
	if _, err := Until(ctx, func() (int, error) { t.Error("begun after the end"); return 0, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
