package web

import (
	"fmt"
	"sync"
	"time"
)

// task is something that goes on in a project, whoever looks at it.
type task struct {
	stop  func()
	ended chan struct{} // closed at its end

	mu          sync.Mutex
	stage       string
	done, total int
	since       time.Time // when the stage began
	halted      bool      // somebody wanted it to stop
}

// newTask gives a task that is about to begin, and can be stopped.
func newTask(stage string, stop func()) *task {
	return &task{stop: stop, ended: make(chan struct{}), stage: stage, since: time.Now()}
}

// soon is how long an answer waits for something that may be done at once.
const soon = 400 * time.Millisecond

// closing is how long the end of the program waits for what is being written.
const closing = 20 * time.Second

// at notes how far the task came.
func (t *task) at(stage string, done, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stage != stage {
		t.stage, t.since = stage, time.Now()
	}
	t.done, t.total = done, total
}

// running reports that it has not ended; of no task there is none.
func (t *task) running() bool {
	if t == nil {
		return false
	}
	select {
	case <-t.ended:
		return false
	default:
		return true
	}
}

// halt stops the task; what is whole stays.
func (t *task) halt() {
	t.mu.Lock()
	t.halted = true
	t.mu.Unlock()
	t.stop()
}

// close stops the task and waits for what it is writing.
func (t *task) close() {
	t.stop()
	select {
	case <-t.ended:
	case <-time.After(closing):
	}
}

// taskData is how far a task came.
type taskData struct {
	Stopping    bool // it was told to stop and is at it
	Stage       string
	Done, Total int
	Rate        int    // a second
	Left        string // time; empty: not known
}

// progress tells how far the task came.
func (t *task) progress() taskData {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := taskData{Stopping: t.halted, Stage: t.stage, Done: t.done, Total: t.total}
	if spent := time.Since(t.since).Seconds(); spent > 0.5 && t.done > 0 {
		rate := float64(t.done) / spent
		d.Rate = int(rate + 0.5)
		if t.total > t.done {
			d.Left = duration(float64(t.total-t.done) / rate)
		}
	}
	return d
}

// duration says about how long something takes.
func duration(seconds float64) string {
	switch {
	case seconds < 1.5:
		return "1 秒"
	case seconds < 90:
		return fmt.Sprintf("%.0f 秒", seconds)
	}
	return fmt.Sprintf("%.0f 分钟", seconds/60)
}
