package render

import (
	"context"
	"fmt"
	"sync"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// desk hands out the work of writing: files to be begun, and when all are, parts
// of files that others have begun. A file is held in memory until it is whole, so
// there are never more of them than workers; and no worker is idle while another
// makes the last, or the only one.
type desk struct {
	*Batch
	out     Output
	report  func(*part)
	faces   *shared
	common  material // without fonts
	entries [][]Entry

	mu      sync.Mutex
	next    int       // of the files, the first that nobody has taken
	waiting int       // of the files, those that are taken and not begun yet
	begun   sync.Cond // there is one less of these
	open    []*sheaf
}

// work makes files, then helps others to make theirs.
func (d *desk) work(ctx context.Context, w *worker) error {
	for i, ok := d.take(); ok; i, ok = d.take() {
		if err := d.make(ctx, w, d.files[i]); err != nil {
			return err
		}
		d.entries[i] = d.Batch.entries(d.files[i])
	}
	for s := d.largest(); s != nil; s = d.largest() {
		if err := s.fill(ctx, w, d.report); err != nil {
			return err
		}
	}
	return nil
}

// take gives the next file to be begun.
func (d *desk) take() (i int, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.next == len(d.files) {
		return 0, false
	}
	d.next++
	d.waiting++
	return d.next - 1, true
}

// largest gives the open file of which most parts are left to be taken, waiting
// for those that are about to be begun; nil where none is left.
func (d *desk) largest() *sheaf {
	d.mu.Lock()
	defer d.mu.Unlock()
	for {
		var out *sheaf
		most := 0
		for _, s := range d.open {
			if n := s.left(); n > most {
				out, most = s, n
			}
		}
		if out != nil || d.waiting == 0 {
			return out
		}
		d.begun.Wait()
	}
}

// make makes one file in every format asked for, unless an earlier run has.
func (d *desk) make(ctx context.Context, w *worker, f *file) error {
	s, err := d.begin(w, f)
	d.opened(s)
	if s == nil {
		return err
	}
	defer d.closed(s)
	if err := s.fill(ctx, w, d.report); err != nil {
		return err
	}
	if err := s.wait(); err != nil {
		return err
	}
	return s.save(d.out)
}

// begin begins a file; nil where an earlier run has made it, or on an error.
func (d *desk) begin(w *worker, f *file) (*sheaf, error) {
	if d.whole(f) {
		for _, p := range f.parts {
			d.report(p)
		}
		return nil, nil
	}
	fonts, err := d.faces.of(f)
	if err != nil {
		return nil, err
	}
	m := d.common
	m.fonts = fonts
	return newSheaf(&m, f, w)
}

// opened lets others help with a file that was taken, where it is one to be made.
func (d *desk) opened(s *sheaf) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s != nil {
		d.open = append(d.open, s)
	}
	d.waiting--
	d.begun.Broadcast()
}

func (d *desk) closed(s *sheaf) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range d.open {
		if d.open[i] == s {
			d.open = append(d.open[:i], d.open[i+1:]...)
			return
		}
	}
}

// atOnce is how many parts a worker takes at once. It holds their pages until
// those before them are in the file.
const atOnce = 4

// sheaf is a file in the making, in all its formats. Workers take some parts,
// set their pages, add them when it is their turn, and then do what needs no
// turn. So a file has the same bytes however many make it.
type sheaf struct {
	*series
	file *file

	mu    sync.Mutex
	moved sync.Cond // one of these has changed:
	taken int       // of the parts, by some worker
	added int       // the part whose turn it is
	done  int       // with nothing left to do
	err   error     // why the file cannot be made
}

// newSheaf begins a file with the visit list.
func newSheaf(m *material, f *file, w *worker) (*sheaf, error) {
	files, err := m.series(formats(w.opt.Formats), f.path, f.village.Name+" "+f.title, f.village.Name, len(f.parts) > 1)
	if err != nil {
		return nil, err
	}
	s := &sheaf{series: files, file: f}
	s.moved.L = &s.mu
	s.bookmark(f.village.Name, 0)
	if !f.visit {
		return s, nil
	}
	d, err := visitList(f, w.opt)
	if err != nil {
		return nil, err
	}
	s.bookmark("入户走访单", 1)
	pages, err := s.pages(w, d)
	if err != nil {
		return nil, err
	}
	rest, err := s.add(d, pages, f.visits)
	if err != nil {
		return nil, err
	}
	rest()
	w.flow.Reuse(pages)
	return s, nil
}

func (s *sheaf) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0
	}
	return len(s.file.parts) - s.taken
}

// fill takes parts and adds them, as long as some are left.
func (s *sheaf) fill(ctx context.Context, w *worker, report func(*part)) error {
	for {
		from, to, err := s.take()
		if err != nil || from == to {
			return err
		}
		if err := s.put(ctx, w, from, to, report); err != nil {
			s.fail(err)
			return err
		}
	}
}

// take gives parts that nobody has taken; none where all are.
func (s *sheaf) take() (from, to int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from = s.taken
	s.taken = min(from+atOnce, len(s.file.parts))
	return from, s.taken, s.err
}

// setPart is a part with its pages set, where a format needs them.
type setPart struct {
	doc   *doc.Document
	pages []*layout.Page
}

// put sets parts, adds them in their turn, and finishes them.
func (s *sheaf) put(ctx context.Context, w *worker, from, to int, report func(*part)) error {
	var set [atOnce]setPart
	parts := s.file.parts[from:to]
	for i, p := range parts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var err error
		if set[i], err = s.set(w, p); err != nil {
			return fmt.Errorf("write %s: %w", s.file.path, err)
		}
	}
	if err := s.turn(from); err != nil {
		return err
	}
	var rests [atOnce]func()
	for i, p := range parts {
		if name := bookmarkOf(s.file.parts, from+i); name != "" {
			s.bookmark(name, 1)
		}
		set[i].doc.Shares = p.shares
		var err error
		if rests[i], err = s.add(set[i].doc, set[i].pages, p.pages); err != nil {
			return fmt.Errorf("write %s: %w", s.file.path, err)
		}
	}
	s.pass(to)
	for i, p := range parts {
		rests[i]()
		w.reuse(p, set[i])
		report(p)
	}
	s.finish(to - from)
	return nil
}

// set makes a part's content, and its pages where a format needs them.
func (s *sheaf) set(w *worker, p *part) (out setPart, err error) {
	defer p.caught(&err)
	if out.doc, err = w.document(p); err == nil {
		out.pages, err = s.pages(w, out.doc)
	}
	return out, err
}

// turn waits until all parts before one are added.
func (s *sheaf) turn(part int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.added != part && s.err == nil {
		s.moved.Wait()
	}
	return s.err
}

// pass gives the turn to a part.
func (s *sheaf) pass(part int) { s.change(func() { s.added = part }) }

// finish says that nothing is left to do for so many parts.
func (s *sheaf) finish(parts int) { s.change(func() { s.done += parts }) }

// fail says that the file cannot be made: nobody need wait for his turn.
func (s *sheaf) fail(err error) {
	s.change(func() {
		if s.err == nil {
			s.err = err
		}
	})
}

func (s *sheaf) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
	s.moved.Broadcast()
}

// wait waits until all have finished what they took.
func (s *sheaf) wait() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.done < len(s.file.parts) && s.err == nil {
		s.moved.Wait()
	}
	return s.err
}
