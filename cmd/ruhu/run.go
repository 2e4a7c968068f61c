package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// Environment is what the program wants to know of its surroundings.
type Environment struct {
	Terminal bool // standard error is a terminal: progress is shown
	Closes   bool // the window closes at the end: wait for Enter
	// Program is the folder of the program, where settings may lie; empty: not known.
	Program string
	// Memory is how many bytes the program may use; 0: not known.
	Memory uint64
	// Fonts are the folders where the machine keeps its fonts.
	Fonts []string
}

// The exit codes.
const (
	exitDone       = 0
	exitHeld       = 1 // done, but households were held back, or a check found faults
	exitMisuse     = 2 // wrong use, unknown names, faults in definitions
	exitUnreadable = 3 // input unreadable or output not writable
	exitFault      = 4 // a fault of the program itself
)

// session is one run of the program.
type session struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer
	env    Environment
	json   bool        // a JSON object is promised
	result *app.Result // of the command, as far as it came
	// unbounded is the run's context without an end for want of memory.
	unbounded context.Context
	lists     bool // the object of the command has items
	// saidSettings says that it was told which settings hold.
	saidSettings bool
	// disagree says that what was joined contradicts itself.
	disagree bool
}

// printer is standard output. It keeps the first error: commands print line by line.
type printer struct {
	to  io.Writer
	err error
}

// Write implements io.Writer.
func (p *printer) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	if err != nil && p.err == nil {
		p.err = err
	}
	return n, err
}

// lost is the error of an output that is not whole.
func (p *printer) lost() error {
	return fault.Output("结果没有能全部输出："+fault.Reason(p.err), "输出转到文件时，请核对磁盘有没有空间", p.err)
}

// shared is standard error, where several goroutines may tell something.
type shared struct {
	mu sync.Mutex
	to io.Writer
}

// Write implements io.Writer.
func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.to.Write(b)
}

// stopping tells those who break the run off, where it has to finish something and takes
// more than a second for that, how to end it at once. What it gives is called when the
// run has ended.
func (s *session) stopping(ctx context.Context) (ended func()) {
	done := make(chan struct{})
	forget := context.AfterFunc(ctx, func() {
		select {
		case <-done:
		case <-time.After(time.Second):
			s.say("正在停下，请稍候；再按一次立即结束")
		}
	})
	return func() { forget(); close(done) }
}

func init() {
	// Cobra's own word to those who double-click is English, and it would end
	// the program; and its order of commands is that of the alphabet.
	cobra.MousetrapHelpText = ""
	cobra.EnableCommandSorting = false
}

// Run runs the program with the given arguments and gives the exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env Environment) int {
	out := &printer{to: stdout}
	s := &session{in: stdin, out: out, err: &shared{to: stderr}, env: env}
	ended := s.stopping(ctx)
	s.unbounded = ctx
	within, stop := withinMemory(ctx, env.Memory)
	err := forMemory(within, env.Memory, s.execute(within, args))
	stop()
	ended()
	if out.err != nil {
		err = out.lost()
	}
	s.report(args, err)
	if out.err != nil && err == nil { // the JSON object
		err = out.lost()
		s.say("错误：%s", err)
	}
	if env.Closes && (s.env.Closes || err != nil) {
		s.say("\n按回车键关闭窗口……")
		_, _ = bufio.NewReader(stdin).ReadString('\n')
	}
	return s.code(err)
}

func (s *session) execute(ctx context.Context, args []string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = app.Crashed(r)
		}
	}()
	if err := swallowed(args); err != nil {
		return err
	}
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	cmd, err := root.ExecuteContextC(ctx)
	s.lists = s.lists || cmd.Name() == "check" || cmd.Name() == "collect"
	return app.Explain(ctx, err)
}

// use opens a workspace for one use, and tells what was read. What is known of the
// rosters is the result where nothing came of it.
func (s *session) use(q app.Request, do func(*app.Workspace) (*app.Result, error)) (*app.Result, error) {
	err := s.open(q, func(w *app.Workspace) (err error) {
		s.result, err = do(w)
		s.inputs(s.result)
		return err
	})
	return s.result, err
}

// open lends a workspace. Where it cannot be opened, what is known is the result.
func (s *session) open(q app.Request, do func(*app.Workspace) error) error {
	w, err := app.Open(q)
	if err != nil {
		s.result = w.Result()
		s.inputs(s.result)
		return err
	}
	defer w.Close()
	return do(w)
}

// report is where errors are printed, and the JSON object.
func (s *session) report(args []string, err error) {
	if err != nil {
		s.say("错误：%s", err)
	}
	if s.result != nil {
		s.remainders(s.result)
	}
	if !s.json && !(err != nil && asksJSON(args)) {
		return
	}
	object := struct {
		app.Tally
		Error string `json:"error,omitempty"`
	}{Tally: app.Tally{Files: []string{}}}
	if s.result != nil {
		object.Tally = s.result.Tally
	}
	if s.lists && object.Items == nil {
		object.Items = &[]app.Item{}
	}
	if err != nil {
		object.Error = err.Error()
	}
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(object) // the printer keeps the error
}

// asksJSON finds --json among arguments that could not be parsed.
func asksJSON(args []string) bool {
	for _, a := range args {
		value, set := strings.CutPrefix(a, "--json=")
		switch yes, err := strconv.ParseBool(value); {
		case a == "--":
			return false
		case a == "--json", set && err == nil && yes:
			return true
		}
	}
	return false
}

// code maps what happened to the exit code.
func (s *session) code(err error) int {
	var known *fault.Error
	switch {
	case errors.As(err, &known) && known.Kind == fault.Misuse:
		return exitMisuse
	case known != nil && known.Kind == fault.Internal:
		return exitFault
	case err != nil:
		return exitUnreadable
	case s.disagree, s.result != nil && s.result.Incomplete():
		return exitHeld
	}
	return exitDone
}

// say tells people something, on standard error.
func (s *session) say(format string, args ...any) {
	fmt.Fprintf(s.err, strings.TrimSuffix(format, "\n")+"\n", args...)
}
