package web

import (
	"context"
	"runtime/debug"
	"sync"
	"time"
)

// bounds is the memory that there is, shared by all that goes on.
type bounds struct {
	mu  sync.Mutex
	ctx context.Context // ends before memory runs out, then there is a new one; nil: nobody watches
}

// current is the context that ends before memory runs out. Where it has ended it waits for
// a while until memory is free again.
func (b *bounds) current(asked context.Context) context.Context {
	for tries := 0; ; tries++ {
		b.mu.Lock()
		ctx := b.ctx
		b.mu.Unlock()
		if ctx == nil || ctx.Err() == nil || asked.Err() != nil || tries > freeings {
			return ctx
		}
		time.Sleep(freeing)
	}
}

// bound gives a context that ends with another, and before memory runs out; stop lets go
// of it.
func (b *bounds) bound(ctx context.Context) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	within := b.current(ctx)
	if within == nil {
		return ctx, func() { cancel(nil) }
	}
	forget := context.AfterFunc(within, func() { cancel(context.Cause(within)) })
	return ctx, func() { forget(); cancel(nil) }
}

// How often, and after what time each, it is seen whether memory is free again.
const (
	freeings = 8
	freeing  = 250 * time.Millisecond
)

// watch breaks off what goes on before memory runs out, and has what was read let go of,
// so that the page itself stays. Where even this is not enough it gives the context that
// says so, else nil when its own context ends.
func (b *bounds) watch(ctx context.Context, bound func(context.Context) (context.Context, func()), letGo func()) (full context.Context) {
	for tries := 0; ctx.Err() == nil; {
		within, stop := bound(ctx)
		if within.Err() == nil {
			tries = 0
			b.mu.Lock()
			b.ctx = within
			b.mu.Unlock()
			<-within.Done()
		} else if tries++; tries > freeings {
			stop()
			return within
		}
		stop()
		letGo()
		debug.FreeOSMemory()
		if tries > 0 {
			time.Sleep(freeing)
		}
	}
	return nil
}
