package app

import (
	"context"
	"errors"
	"slices"
	"sync"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/settings"
	"ruhu/cmd/internal/typeface"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/check"
	"ruhu/model/parallel"
	"ruhu/render"
	"ruhu/render/fontfile"
)

// Workspace is rosters with all that they are read, judged and printed by; see the
// package comment. It may be used by several goroutines: what has to be read,
// judged or loaded is so once, when it is first asked for.
type Workspace struct {
	// Request is what it was opened with. Its year and date are those of the settings
	// where the request has none.
	Request
	// Settings and Library are what the request's files of settings and templates
	// say.
	Settings *settings.Config
	Library  *library.Library

	heads    settings.Heads
	reading  once[*reading]
	rules    once[check.Result]
	compared once[*against.Result]
	loaded   once[*faces]
	limited  sync.Once
}

// faces is the fonts of a workspace.
type faces struct {
	found  *fontfile.Files // those of the machine and of the user's folders
	forms  render.Fonts    // that forms are set in
	screen *render.Painter // draws forms for the screen
}

// Open opens a workspace: it reads settings, codebook and forms, so that a slip is
// told before minutes of reading. Rosters are read by Read, or by the first use that
// needs them. The workspace is never nil: where there is an error it still tells the
// Result, and is not to be closed.
func Open(q Request) (*Workspace, error) {
	w := &Workspace{Request: q}
	return w, Explain(context.Background(), w.open())
}

func (w *Workspace) open() (err error) {
	if w.Settings, err = w.Config.Load(w.Rosters...); err != nil {
		return err
	}
	if w.Year, err = w.Settings.YearOf(w.Year); err != nil {
		return err
	}
	if w.Date, err = w.Settings.DateOf(w.Date); err != nil {
		return err
	}
	words := w.Settings
	if len(w.Rosters) == 0 {
		words = &settings.Config{} // what heads and answers mean is for those who read
	}
	if w.Library, err = library.Load(w.Templates, words); err != nil {
		return err
	}
	w.heads, err = words.Heads(w.Library.Codebook, w.Map)
	return err
}

// Close lets go of the fonts.
func (w *Workspace) Close() {
	if f, _ := w.loaded.made(); f != nil {
		f.found.Close()
	}
}

// Read reads the rosters, what is compared with them, and the lists from above, if
// that is still to be done. The error names everything that cannot be read.
func (w *Workspace) Read(ctx context.Context) error {
	_, err := w.read(ctx)
	return Explain(ctx, err)
}

func (w *Workspace) read(ctx context.Context) (*reading, error) {
	return w.reading.get(func() (*reading, error) {
		return read(ctx, &w.Request, w.Library.Codebook, w.Settings, w.heads)
	})
}

// readFor reads for a use, and begins its result with what was read.
func (w *Workspace) readFor(ctx context.Context, r *Result) (*reading, error) {
	in, err := w.read(ctx)
	w.describe(r)
	return in, err
}

// Result is what is known of the rosters without any use: how many there are of
// what, and how each sheet was understood.
func (w *Workspace) Result() *Result {
	r := &Result{Tally: Tally{Files: []string{}}}
	w.describe(r)
	return r
}

// use does something that may write into a folder, and gives what came of it, also
// beside an error.
func (w *Workspace) use(ctx context.Context, dir string, do func(*Result, *output.Folder) error) (*Result, error) {
	r := w.Result()
	err := Explain(ctx, r.into(dir, func(folder *output.Folder) error { return do(r, folder) }))
	var known *fault.Error
	if errors.As(err, &known) && known.Kind == fault.Stopped && len(r.Files) > 0 {
		known.Message = "已中断，已写好的文件完整可用"
	}
	return r, err
}

func (w *Workspace) describe(r *Result) {
	if w.Settings != nil {
		r.Settings = w.Settings.File
	}
	in, whole := w.reading.made()
	if in != nil {
		r.Passed = in.passed
	}
	if !whole {
		return
	}
	r.Households, r.Members, r.Held = in.roster.Households(), in.roster.Members(), len(in.roster.Held)
	r.Unregistered, r.UnregisteredMembers = in.roster.Unregistered()
	r.Read = readingsOf(w.Library.Codebook, in.sheets(), len(in.roster.Sheets))
}

// Spellings gives the answers of the roster that are in no list, each way of writing once.
func (w *Workspace) Spellings(ctx context.Context) ([]Spelling, error) {
	in, err := w.read(ctx)
	if err != nil {
		return nil, Explain(ctx, err)
	}
	return slices.Concat(in.roster.Problems, w.judged(ctx, in).Problems).Spellings(), Explain(ctx, ctx.Err())
}

// Roster is the roster that was read; nil before it is.
func (w *Workspace) Roster() *model.Roster {
	if in, ok := w.reading.made(); ok {
		return in.roster
	}
	return nil
}

// judged applies every rule to the roster, once. Where the context ends, what it gives
// is not whole, and not kept: who calls looks at the context.
func (w *Workspace) judged(ctx context.Context, in *reading) check.Result {
	found, _ := w.rules.get(func() (check.Result, error) { return judge(ctx, in.roster, w.Year, w.Settings) })
	return found
}

// own is what was found in the roster itself, household by household: by the reader,
// then by the rules; and what else was found.
func (w *Workspace) own(ctx context.Context, in *reading, more ...model.Problem) model.Problems {
	ps := slices.Concat(in.roster.Problems, doubtfulYear(in.roster, w.Year), w.judged(ctx, in).Problems, more)
	ps.Sort()
	return ps
}

// findings is what was found in the roster, by comparing it, by others, and by the offices
// above.
func (w *Workspace) findings(ctx context.Context, in *reading, others model.Problems) model.Problems {
	var compared model.Problems
	if c := w.comparison(ctx, in); c != nil {
		compared = c.Problems()
	}
	return w.own(ctx, in, slices.Concat(compared, others, in.above.problems())...)
}

// comparison compares, once, where there is something to compare with; else it is
// nil, and where the context ends, which who calls looks at.
func (w *Workspace) comparison(ctx context.Context, in *reading) *against.Result {
	c, _ := w.compared.get(func() (*against.Result, error) {
		if len(in.lists) == 0 {
			return nil, nil
		}
		return parallel.Until(ctx, func() (*against.Result, error) { return against.Compare(in.roster, in.lists), nil })
	})
	return c
}

// limitMemory bounds, once, the memory for what follows reading a roster of so many
// households or more.
func (w *Workspace) limitMemory(in *reading, households int) {
	if in.roster.Households() >= households {
		w.limited.Do(limitMemory)
	}
}

// faces finds the fonts at hand and loads those of forms, once.
func (w *Workspace) faces() (*faces, error) {
	return w.loaded.get(func() (*faces, error) {
		found, err := w.Fonts.Find(w.Settings.Fonts)
		if err != nil {
			return nil, err
		}
		forms, err := typeface.Load(found)
		if err != nil {
			return nil, err
		}
		return &faces{found: found, forms: forms, screen: render.NewPainter(forms)}, nil
	})
}

// once is something that is made when it is first asked for, by whoever asks first.
// What fails is tried again when it is next asked for.
type once[T any] struct {
	mu    sync.Mutex
	done  bool
	value T
}

func (o *once[T]) get(create func() (T, error)) (T, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done {
		return o.value, nil
	}
	value, err := create()
	o.value, o.done = value, err == nil
	return value, err
}

// made gives it where it is there already, without making it. Where that failed it is
// what had come of it.
func (o *once[T]) made() (value T, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.value, o.done
}
