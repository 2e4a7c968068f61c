package parallel

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Panic is a fault of the program as an error. It says where it was, and none of the
// values, which may be a roster's.
type Panic struct{ at string }

// Error names the place in Chinese.
func (p *Panic) Error() string { return "位置 " + p.at }

// Caught makes an error of what a deferred function recovered.
func Caught(recovered any) *Panic {
	if p, ok := recovered.(*Panic); ok { // handed over by another goroutine
		return p
	}
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
	panicking := false
	for {
		f, more := frames.Next()
		if panicking && (strings.HasPrefix(f.Function, "ruhu/") || strings.HasPrefix(f.Function, "main.")) {
			return &Panic{fmt.Sprintf("%s/%s:%d", path.Base(path.Dir(f.File)), path.Base(f.File), f.Line)}
		}
		panicking = panicking || f.Function == "runtime.gopanic"
		if !more {
			return &Panic{"不明"}
		}
	}
}

// Beside begins something beside what its caller goes on with. The function that it
// gives waits for its end, and panics where it panicked.
func Beside(do func()) (wait func()) {
	ended := make(chan struct{})
	var failed *Panic
	go func() {
		defer close(ended)
		defer func() {
			if r := recover(); r != nil {
				failed = Caught(r)
			}
		}()
		do()
	}()
	return func() {
		<-ended
		if failed != nil {
			panic(failed)
		}
	}
}

// Until does something that gives a value, and waits for it until the context ends: then
// the error is the context's, and what was begun goes on to its end, unseen. So it must
// change nothing that others look at. It panics where what it does panicked before.
func Until[T any](ctx context.Context, do func() (T, error)) (T, error) {
	var none, value T
	if ctx.Err() != nil {
		return none, ctx.Err()
	}
	var err error
	ended := make(chan struct{})
	wait := Beside(func() {
		defer close(ended)
		value, err = do()
	})
	select {
	case <-ended:
		wait()
		return value, err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}
