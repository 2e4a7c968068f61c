package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// runner runs the program for a script: the first time as a process of its own, from then
// on in one process for all, since to start it takes longer than most of what scripts ask.
type runner struct {
	env     []string
	started bool
	cmd     *exec.Cmd
	calls   *gob.Encoder
	answers *gob.Decoder
	end     io.Closer
	said    bytes.Buffer // by the process, where it fails
}

// asked is one run of the program, and answer what came of it.
type (
	asked struct {
		Dir  string
		Args []string
	}
	answer struct {
		Code     int
		Out, Err []byte
	}
)

// runsAgain is the process of a runner.
func runsAgain() {
	in, out := gob.NewDecoder(os.Stdin), gob.NewEncoder(os.Stdout)
	for {
		var a asked
		if err := in.Decode(&a); err == io.EOF {
			return
		} else if err != nil {
			panic(err)
		}
		if err := errors.Join(os.Chdir(a.Dir), os.Setenv("PWD", a.Dir)); err != nil {
			panic(err)
		}
		var stdout, stderr bytes.Buffer
		code := Run(context.Background(), a.Args, strings.NewReader(""), &stdout, &stderr, surroundings())
		if err := out.Encode(answer{code, stdout.Bytes(), stderr.Bytes()}); err != nil {
			panic(err)
		}
	}
}

// setUp gives a script its runner.
func setUp(e *testscript.Env) error {
	r := &runner{env: e.Vars}
	e.Values[runnerKey{}] = r
	e.Defer(r.stop)
	return nil
}

type runnerKey struct{}

// run runs the program in the script's folder and gives the exit code.
func (r *runner) run(ts *testscript.TestScript, args []string) int {
	if !r.started {
		r.started = true
		var exit *exec.ExitError
		err := ts.Exec("ruhu", args...)
		if errors.As(err, &exit) {
			return exit.ExitCode()
		}
		ts.Check(err)
		return exitDone
	}
	if r.cmd == nil {
		r.start(ts)
	}
	ts.Check(r.calls.Encode(asked{ts.MkAbs("."), args}))
	var a answer
	if err := r.answers.Decode(&a); err != nil {
		r.stop()
		ts.Fatalf("%v: %s", err, r.said.String())
	}
	_, err := ts.Stdout().Write(a.Out)
	ts.Check(err)
	_, err = ts.Stderr().Write(a.Err)
	ts.Check(err)
	return a.Code
}

func (r *runner) start(ts *testscript.TestScript) {
	r.cmd = exec.Command("runs-again")
	r.cmd.Env, r.cmd.Stderr = r.env, &r.said
	in, err := r.cmd.StdinPipe()
	ts.Check(err)
	out, err := r.cmd.StdoutPipe()
	ts.Check(err)
	r.calls, r.answers, r.end = gob.NewEncoder(in), gob.NewDecoder(out), in
	ts.Check(r.cmd.Start())
}

// stop ends the runner's process.
func (r *runner) stop() {
	if r.cmd != nil {
		_ = r.end.Close()
		_ = r.cmd.Wait()
	}
}
