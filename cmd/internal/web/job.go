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

// job is a printing of a project. It goes on whoever looks at it.
type job struct {
	id       string
	plan     string // of the choice that is printed
	choice   choice
	dir      string
	command  string // that does the same
	settings string // that hold; empty: none
	stop     context.CancelFunc
	ended    chan struct{} // closed at its end

	mu          sync.Mutex
	stage       string
	done, total int
	since       time.Time // when the stage began
	halted      bool      // somebody wanted it to stop
	planned     *app.Planned
	result      *app.Result
	fault       error
	files       results
}

// closing is how long the end of the program waits for what is being written.
const closing = 20 * time.Second

// run prints.
func (j *job) run(ctx context.Context, r *roster, c app.Choice, to app.Target) {
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
	if j.result, j.fault = result, err; result != nil {
		j.files = results{id: j.id, dir: j.dir, files: result.Files}
	}
}

// at notes how far the job came.
func (j *job) at(stage string, done, total int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stage != stage {
		j.stage, j.since = stage, time.Now()
	}
	j.done, j.total = done, total
}

func (j *job) running() bool {
	select {
	case <-j.ended:
		return false
	default:
		return true
	}
}

// halt stops the job; what is whole stays.
func (j *job) halt() {
	j.mu.Lock()
	j.halted = true
	j.mu.Unlock()
	j.stop()
}

// close stops the job and waits for what it is writing.
func (j *job) close() {
	j.stop()
	select {
	case <-j.ended:
	case <-time.After(closing):
	}
}

// jobData is what a page shows of a job.
type jobData struct {
	ID, Plan     string
	Running      bool
	Stopping     bool // it was told to stop and is at it
	Stage        string
	Done, Total  int
	Rate         int    // households a second
	Left         string // time; empty: not known
	Planned      *app.Planned
	Result       *app.Result
	Fault        []string // why it did not come to its end
	Stopped      bool     // because somebody wanted it so
	Resumable    bool
	Choice       choice
	Dir, Command string
	Settings     string
	Files        filesData
	Shared       bool // the folder is open to other accounts
}

// data tells of the job.
func (j *job) data() *jobData {
	running := j.running()
	j.mu.Lock()
	defer j.mu.Unlock()
	d := &jobData{
		ID: j.id, Plan: j.plan, Running: running, Stopping: running && j.halted, Stage: j.stage, Done: j.done, Total: j.total,
		Planned: j.planned, Choice: j.choice, Dir: j.dir, Command: j.command, Settings: j.settings,
	}
	if !running {
		d.ends(j)
		return d
	}
	if spent := time.Since(j.since).Seconds(); spent > 0.5 && j.done > 0 {
		rate := float64(j.done) / spent
		d.Rate = int(rate + 0.5)
		if j.total > j.done {
			d.Left = duration(float64(j.total-j.done) / rate)
		}
	}
	return d
}

// ends tells how a job ended.
func (d *jobData) ends(j *job) {
	d.Result, d.Files = j.result, j.files.show(0)
	if d.Resumable = j.result != nil && j.result.Resumable; j.fault == nil {
		return
	}
	var known *fault.Error
	if errors.As(j.fault, &known) && known.Kind == fault.Stopped {
		d.Stopped = true
		return
	}
	d.Fault = strings.Split(advise(j.fault.Error()), "\n")
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
