package web

import (
	"context"
	"errors"
	"strings"

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
	*task           // whose mutex is that of what follows

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
		j.files = results{id: j.id, dir: j.dir, files: result.Files}
	}
}

// jobData is what a page shows of a job.
type jobData struct {
	ID, Plan string
	Running  bool
	taskData
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
	d := &jobData{ID: j.id, Plan: j.plan, Running: j.running(), taskData: j.progress(), Choice: j.choice, Dir: j.dir, Command: j.command, Settings: j.settings}
	j.mu.Lock()
	defer j.mu.Unlock()
	if d.Planned = j.planned; !d.Running {
		d.ends(j)
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
	if errors.As(j.fault, &known) && known.Kind == fault.Stopped && j.halted {
		d.Stopped = true
		return
	}
	d.Fault = strings.Split(advise(j.fault.Error()), "\n")
}
