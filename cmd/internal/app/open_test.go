package app

import (
	"context"
	"io/fs"
	"os"
	"testing"
)

// asked is a printing as a test asks for it.
type asked struct {
	Request
	Choice
	Target
}

func (a asked) print(ctx context.Context, watch Watch) (*Result, error) {
	return use(a.Request, func(w *Workspace) (*Result, error) { return w.Print(ctx, a.Choice, a.Target, watch) })
}

// use opens a workspace for one use.
func use[R any](q Request, do func(*Workspace) (R, error)) (r R, err error) {
	w, err := Open(q)
	if err != nil {
		return r, err
	}
	defer w.Close()
	return do(w)
}

func collectInto(ctx context.Context, dir string, q Request, returns ...string) (*Result, error) {
	return use(q, func(w *Workspace) (*Result, error) { return w.Collect(ctx, dir, returns, nil) })
}

// listed gives every file and folder below dir.
func listed(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	orPanic(fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		if name != "." {
			out = append(out, name)
		}
		return err
	}))
	return out
}
