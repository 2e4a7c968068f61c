// Package parallel does things beside each other: the one way in which the program
// keeps several processors busy with equal tasks.
package parallel

import (
	"context"
	"sync"
	"sync/atomic"
)

// Each does n things, numbered from 0, on as many goroutines as jobs says, at least one.
// Each goroutine asks worker once for the function that does them, so what is used again
// from one thing to the next needs no lock. The things are begun in their order: one may
// wait for those before it. After the first error, or when the context ends, no more are
// begun, and that error is returned once those under way are done.
// A panic in any of them is one of the caller, as a *Panic.
func Each(ctx context.Context, jobs, n int, worker func() func(i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var working sync.WaitGroup
	panicked := make(chan *Panic, max(jobs, 1))
	for range min(max(jobs, 1), n) {
		working.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					p := Caught(r)
					panicked <- p
					cancel(p)
				}
			}()
			do := worker()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					cancel(err)
				}
			}
		})
	}
	ended := make(chan struct{})
	go func() {
		working.Wait()
		close(ended)
	}()
	select {
	case p := <-panicked: // others may wait for ever for what the one that panicked owes them
		panic(p)
	case <-ended:
	}
	select {
	case p := <-panicked:
		panic(p)
	default:
		return context.Cause(ctx)
	}
}
