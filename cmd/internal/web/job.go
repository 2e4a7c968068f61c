package web

import (
	"context"
	"errors"
	"strings"

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
