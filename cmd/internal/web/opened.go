package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// How many choices of what to print a workspace remembers, and of how many of them,
// those that were last looked at, the plan stays made.
const (
	mostChoices = 200
	mostPlans   = 6
)

// opened is a workspace that several requests may be using, with what was chosen to be
// printed of it. Each choice has an id of its own, so that two tabs can look at
// different ones.
type opened struct {
	*app.Workspace
	reading string // names the reading: a page of an older one means other households
	ctx     context.Context
	end     context.CancelFunc // when rosters or settings change
	using   sync.WaitGroup

	once   sync.Once
	roster *roster // once it is read

	mu   sync.Mutex
	list []*planned // the latest is the last

	second  sync.Mutex
	masked  *roster // nil until a masked copy is asked for
	judging sync.Mutex
	checked *checked // nil until it is first asked for
	summed  summed
}

func newOpened(w *app.Workspace) *opened {
	o := &opened{Workspace: w, reading: rand.Text()[:8]}
	o.ctx, o.end = context.WithCancel(context.Background())
	return o
}

// read reads, if that is still to be done. What the next pages want to know is then
// found out beside.
func (w *opened) read(ctx context.Context) error {
	if err := w.Read(ctx); err != nil {
		return err
	}
	w.once.Do(func() {
		w.roster = newRoster(w.Workspace)
		w.beside(func(ctx context.Context) {
			_, _ = recovered(func() (*checked, error) { return w.check(ctx) })
		})
	})
	return nil
}

// beside does something while the workspace is open.
func (w *opened) beside(do func(context.Context)) {
	w.using.Add(1)
	go func() {
		defer w.using.Done()
		do(w.ctx)
	}()
}

// close closes the workspace once nobody uses it.
func (w *opened) close() {
	w.end()
	w.using.Wait()
	if w.masked != nil {
		w.masked.Close()
	}
	w.Close()
}

// stale reports a page of an older reading.
func (w *opened) stale(reading string) error {
	if reading == w.reading {
		return nil
	}
	return fault.Wrong("名册或设置刚刚改过，这一页是改以前的", "请重新打开这一页（按 F5），再选一次")
}

// rosterFor gives the rosters that a choice is about: for masked copies they are read
// once more, so that nothing is made of identity numbers.
func (w *opened) rosterFor(ctx context.Context, c choice) (*roster, error) {
	if !c.Masked {
		return w.roster, nil
	}
	w.second.Lock()
	defer w.second.Unlock()
	if w.masked != nil {
		return w.masked, nil
	}
	q := w.Request
	q.Mask = true
	m, err := app.Open(q)
	if err != nil {
		return nil, err
	}
	if err := m.Read(ctx); err != nil {
		m.Close()
		return nil, err
	}
	w.masked = newRoster(m)
	return w.masked, nil
}

// choose gives the plan of a choice that was made: one that is there already, or a new
// one. It is not nil beside an error, which says why the choice cannot be met.
func (w *opened) choose(ctx context.Context, c choice) (*planned, error) {
	text := fmt.Sprintf("%+v", c)
	w.mu.Lock()
	i := slices.IndexFunc(w.list, func(o *planned) bool { return fmt.Sprintf("%+v", o.choice) == text })
	if i < 0 {
		i, w.list = len(w.list), append(w.list, &planned{id: rand.Text()[:12], choice: c})
	}
	p := w.latest(i)
	w.mu.Unlock()
	return p, w.plan(ctx, p)
}

// find gives the plan of an id; empty: that of the choice on the page of printing that was
// looked at last. Nil: there is none, or nobody knows it any more.
func (w *opened) find(ctx context.Context, id string) (*planned, error) {
	w.mu.Lock()
	at := -1
	for i, o := range w.list {
		if o.id == id || id == "" && o.Split != "" {
			at = i
		}
	}
	if at < 0 {
		w.mu.Unlock()
		return nil, nil
	}
	p := w.latest(at)
	w.mu.Unlock()
	return p, w.plan(ctx, p)
}

// latest makes one of the choices the latest, and lets go of those that nobody looked
// at for long.
func (w *opened) latest(i int) *planned {
	one := w.list[i]
	w.list = append(slices.Delete(w.list, i, i+1), one)
	if n := len(w.list); n > mostChoices {
		w.list = slices.Delete(w.list, 0, n-mostChoices)
	}
	if n := len(w.list) - mostPlans; n > 0 {
		go w.list[n-1].forget()
	}
	return one
}

// plan makes the plan of a choice, if it is still to be made.
func (w *opened) plan(ctx context.Context, p *planned) error {
	r, err := w.rosterFor(ctx, p.choice)
	if err != nil {
		return err
	}
	return p.make(ctx, r)
}

// checkSoon gives the same where it is known soon, else nil: judging goes on beside.
func (w *opened) checkSoon() (*checked, error) {
	type outcome struct {
		c   *checked
		err error
	}
	known := make(chan outcome, 1)
	w.beside(func(ctx context.Context) {
		c, err := recovered(func() (*checked, error) { return w.check(ctx) })
		known <- outcome{c, err}
	})
	select {
	case o := <-known:
		return o.c, o.err
	case <-time.After(soon):
		return nil, nil
	}
}

// check judges the roster, once for each reading.
func (w *opened) check(ctx context.Context) (*checked, error) {
	w.judging.Lock()
	defer w.judging.Unlock()
	if w.checked != nil {
		return w.checked, nil
	}
	r, err := w.Check(ctx, "")
	if err != nil {
		return nil, err
	}
	w.checked = newChecked(w.Workspace, r)
	return w.checked, nil
}

// summed is the summary of a workspace as it is set, which costs too much to be done for
// every page that is looked at.
type summed struct {
	mu      sync.Mutex
	id      string
	texts   app.Supplement // that it was filled in with
	preview *app.SummaryPreview
}

// set sets the summary, unless nothing has changed since.
func (s *summed) set(ctx context.Context, w *app.Workspace, dir string) (id string, p *app.SummaryPreview, err error) {
	texts, err := app.ReadSupplement(dir, w.Year)
	if err != nil {
		return "", nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.preview == nil || !maps.Equal(s.texts, texts) {
		p, err := w.PreviewSummary(ctx, dir)
		if err != nil {
			return "", nil, err
		}
		s.id, s.texts, s.preview = rand.Text()[:12], texts, p
	}
	return s.id, s.preview, nil
}

// checked is what a check of a reading came to, and of which rule and village each
// finding is.
type checked struct {
	result   *app.Result
	groups   []app.Group
	group    []int // of each finding
	village  []int // of each finding; -1: of none
	villages []optionData
}

func newChecked(w *app.Workspace, r *app.Result) *checked {
	r.Items = nil // the findings say the same
	c := &checked{result: r, groups: app.Groups(r.Findings), group: make([]int, len(r.Findings)), village: make([]int, len(r.Findings))}
	at := make(map[string]int)
	for i, g := range c.groups {
		at[g.Title] = i
	}
	place := make(map[*app.Village]int)
	for i, f := range r.Findings {
		c.group[i], c.village[i] = at[app.TitleOf(f)], -1
		if f.Subject == nil || f.Subject.Village == nil {
			continue
		}
		v := f.Subject.Village
		n, met := place[v]
		if !met {
			n = len(c.villages)
			place[v], c.villages = n, append(c.villages, optionData{At: n, Name: w.NameVillage(v)})
		}
		c.village[i] = n
		c.villages[n].Count++
	}
	return c
}
