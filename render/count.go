package render

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"ruhu/model"
	"ruhu/model/parallel"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
)

// worker sets documents. It keeps what can be used again; each goroutine has
// its own.
type worker struct {
	opt      Options
	flow     *layout.Flow
	builders map[*form.Definition]*doc.Builder
}

func (b *Batch) worker() *worker {
	return &worker{opt: b.opt, flow: layout.NewFlow(b.fonts.Measurer()), builders: make(map[*form.Definition]*doc.Builder)}
}

// caught gives a fault of the program over one household's data as an error: the
// rest of a count goes on, and of a run that is broken off whole files are left.
func (p *part) caught(err *error) {
	if r := recover(); r != nil {
		*err = parallel.Caught(r)
	}
}

// count tells how many pages a part has.
func (w *worker) count(p *part) (pages int, err error) {
	defer p.caught(&err)
	d, err := w.document(p)
	if err != nil {
		return 0, err
	}
	if pages, err = w.flow.Count(d); err == nil {
		w.reuse(p, setPart{doc: d})
	}
	return pages, err
}

// reuse takes back a document of a part, and its pages, for those to come.
func (w *worker) reuse(p *part, set setPart) {
	w.builders[p.def].Reuse(set.doc)
	w.flow.Reuse(set.pages)
}

// document builds the content of one part.
func (w *worker) document(p *part) (*doc.Document, error) {
	b, ok := w.builders[p.def]
	if !ok {
		var err error
		b, err = doc.NewBuilder(p.def, doc.Options{Year: w.opt.Year, Paper: w.opt.Paper, Mask: w.opt.Mask, Problems: w.opt.Problems, Rules: w.opt.Rules})
		if err != nil {
			return nil, err
		}
		w.builders[p.def] = b
	}
	if p.household != nil {
		return b.Household(p.household), nil
	}
	return b.Village(p.village), nil
}

// jobs is how many workers a run has.
func (o *Options) jobs() int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// each runs do for every index below n on the run's workers, each with a state of its
// own.
func (b *Batch) each(ctx context.Context, n int, do func(*worker, int) error) error {
	return parallel.Each(ctx, b.opt.jobs(), n, func() func(int) error {
		w := b.worker()
		return func(i int) error { return do(w, i) }
	})
}

// Count sets every page once, so that the paper is known before anything is
// written. done, if not nil, is told the households finished. Households whose
// forms could not be set are left out of the run; see Failed.
func (b *Batch) Count(ctx context.Context, done func(households int)) (Totals, error) {
	if err := b.countParts(ctx, serialized(done)); err != nil {
		return Totals{}, err
	}
	b.drop()
	err := b.each(ctx, len(b.files), func(w *worker, i int) error { return w.countVisits(b.files[i]) })
	if err != nil {
		return Totals{}, err
	}
	b.counted = true
	return b.totals(), nil
}

// countAtOnce is how many parts a worker counts before it takes others.
const countAtOnce = 16

// countParts counts the pages of every part, and keeps the households of which
// one could not be set.
func (b *Batch) countParts(ctx context.Context, report func(*part)) error {
	var all [][]*part
	for _, f := range b.files {
		all = slices.AppendSeq(all, slices.Chunk(f.parts, countAtOnce))
	}
	var mu sync.Mutex
	return b.each(ctx, len(all), func(w *worker, i int) error {
		for _, p := range all[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var err error
			p.pages, err = w.count(p)
			switch {
			case err != nil && p.household == nil:
				return err
			case err != nil:
				mu.Lock()
				b.failed[p.household] = err
				mu.Unlock()
			}
			report(p)
		}
		return nil
	})
}

// countVisits counts the pages of a file's visit list.
func (w *worker) countVisits(f *file) error {
	if !f.visit {
		return nil
	}
	d, err := visitList(f, w.opt)
	if err == nil {
		f.visits, err = w.flow.Count(d)
	}
	return err
}

// serialized turns a callback for households into one for parts that may be
// called from several goroutines: a household counts with the first of its parts.
func serialized(done func(int)) func(*part) {
	if done == nil {
		return func(*part) {}
	}
	var mu sync.Mutex
	seen := make(map[*model.Household]bool)
	return func(p *part) {
		if p.household == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if !seen[p.household] {
			seen[p.household] = true
			done(len(seen))
		}
	}
}

// drop leaves failed households out of all files, and files that are left with
// nothing out of the run.
func (b *Batch) drop() {
	if len(b.failed) == 0 {
		return
	}
	for _, f := range b.files {
		f.parts = slices.DeleteFunc(f.parts, func(p *part) bool { return p.household != nil && b.failed[p.household] != nil })
	}
	b.files = slices.DeleteFunc(b.files, func(f *file) bool { return len(f.parts) == 0 })
}

// sides is how many pages a document of n pages takes in the file.
func sides(n int, duplex bool) int {
	if duplex {
		return n + n%2
	}
	return n
}

// sheets is how much paper a document of n pages takes.
func sheets(n int, duplex bool) int {
	if duplex {
		return (n + 1) / 2
	}
	return n
}

// before is how many pages stand before part i on the sheets of paper that it
// shares; until counts its own too.
func (f *file) before(i int) int {
	n := 0
	for ; f.parts[i].shares; i-- {
		n += f.parts[i-1].pages
	}
	return n
}

func (f *file) until(i int) int { return f.before(i) + f.parts[i].pages }

// sheets is how much paper part i takes beside what it shares with those before.
func (f *file) sheets(i int, duplex bool) int {
	return sheets(f.until(i), duplex) - sheets(f.before(i), duplex)
}

// Visits gives the visit lists of the run. Count must have been called.
func (b *Batch) Visits() []Visit {
	var out []Visit
	for _, f := range b.files {
		if f.visit {
			out = append(out, Visit{
				Village: f.village,
				Pages:   sides(f.visits, b.opt.Duplex), Sheets: sheets(f.visits, b.opt.Duplex),
			})
		}
	}
	return out
}

func (b *Batch) totals() Totals {
	var t Totals
	seen := make(map[*model.Household]bool)
	for _, f := range b.files {
		t.Pages += sides(f.visits, b.opt.Duplex)
		t.Sheets += sheets(f.visits, b.opt.Duplex)
		for i, p := range f.parts {
			t.Documents++
			t.Pages += sides(f.until(i), b.opt.Duplex) - sides(f.before(i), b.opt.Duplex)
			t.Sheets += f.sheets(i, b.opt.Duplex)
			if p.household != nil && p.household.Registered() && !seen[p.household] {
				seen[p.household] = true
				t.Households++
			}
		}
	}
	return t
}
