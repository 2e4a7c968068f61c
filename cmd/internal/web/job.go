package web

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// order is what is to be printed.
type order struct {
	ID      string
	Plan    string // of the choice that is printed
	Choice  choice
	Dir     string
	Command string // that does the same
}

// job is a printing of a project. It goes on whoever looks at it.
type job struct {
	order
	*task // whose mutex is that of what follows

	planned *app.Planned
	result  *app.Result
	fault   error
	files   results
}

// run prints.
func (j *job) run(ctx context.Context, explain func(context.Context, error) error, r *roster, c app.Choice, to app.Target) {
	defer close(j.ended)
	defer j.stop()
	result, err := recovered(func() (*app.Result, error) {
		return r.Print(ctx, c, to, app.Watch{
			Counting: func(done, total int) { j.at("正在排版", done, total) },
			Planned: func(p app.Planned) {
				j.mu.Lock()
				defer j.mu.Unlock()
				j.planned = &p
			},
			Writing: func(done, total int) { j.at("正在打印", done, total) },
		})
	})
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.result, j.fault = result, explain(ctx, err); result != nil {
		j.files = results{id: j.ID, dir: j.Dir, files: result.Files}
	}
}

// jobData is what a page shows of a job.
type jobData struct {
	order
	Running bool
	taskData
	Planned   *app.Planned
	Result    *app.Result
	Fault     []string // why it did not come to its end
	Stopped   bool     // because somebody wanted it so
	Resumable bool
	Files     filesData
}

// data tells of the job, at its end how it ended.
func (j *job) data() *jobData {
	d := &jobData{order: j.order, Running: j.running(), taskData: j.progress()}
	j.mu.Lock()
	defer j.mu.Unlock()
	if d.Planned = j.planned; d.Running {
		return d
	}
	d.Result, d.Files = j.result, j.files.show(0)
	d.Resumable = j.result != nil && j.result.Resumable
	var known *fault.Error
	switch {
	case j.fault == nil:
	case errors.As(j.fault, &known) && known.Kind == fault.Stopped && j.halted:
		d.Stopped = true
	default:
		d.Fault = strings.Split(advise(j.fault.Error()), "\n")
	}
	return d
}

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
