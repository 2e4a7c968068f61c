package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"ruhu/cmd/internal/fault"
)

// errMemory is why a run ends that would need more memory than there is.
var errMemory = errors.New("no memory is left")

// How a run keeps within the memory that there is, in hundredths of it: from tight on
// garbage is collected as often as it needs, at full the run ends. What was asked for
// before that is seen must still fit.
const (
	tight = 75
	full  = 85
)

// memoryTick is how often memory is looked at.
const memoryTick = 100 * time.Millisecond

// withinMemory gives a context that ends, with errMemory as its cause, before the program
// uses up so many bytes: the system would end it without a word. stop ends the watch.
// With 0 the limit is not known, and nothing is watched.
func withinMemory(ctx context.Context, limit uint64) (_ context.Context, stop func()) {
	if limit == 0 {
		return ctx, func() {}
	}
	ctx, end := context.WithCancelCause(ctx)
	before := debug.SetMemoryLimit(-1)
	ended := make(chan struct{})
	if usedMemory() > limit/100*full {
		end(errMemory)
	}
	go func() {
		defer close(ended)
		tick := time.NewTicker(memoryTick)
		defer tick.Stop()
		for ctx.Err() == nil {
			switch used := usedMemory(); {
			case used > limit/100*full:
				end(errMemory)
			case used > limit/100*tight:
				bound := int64(min(limit/100*tight, math.MaxInt64))
				if debug.SetMemoryLimit(-1) > bound {
					debug.SetMemoryLimit(bound)
				}
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
			}
		}
	}()
	return ctx, func() {
		end(nil)
		<-ended
		debug.SetMemoryLimit(before)
	}
}

// usedMemory is what the program has of the system, in bytes.
func usedMemory() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}

// forMemory says of a run that was broken off for want of memory why that was, and what
// can be done.
func forMemory(ctx context.Context, limit uint64, err error) error {
	var known *fault.Error
	if context.Cause(ctx) == errMemory && errors.As(err, &known) && known.Kind == fault.Stopped && !errors.Is(err, errMemory) {
		return &fault.Error{
			Kind: fault.Stopped, Cause: errMemory,
			Message: fmt.Sprintf("内存不够（可用的约 %d MB），%s", limit>>20, known.Message),
			Hint:    "请关掉别的程序再试；还不够，就把花名册按村分成几个文件，一次做一个",
		}
	}
	return err
}
