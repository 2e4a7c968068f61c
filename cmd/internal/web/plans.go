package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strconv"
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

// choice is what is to be printed, as a page names it: villages and households by
// their place in the roster that was read.
type choice struct {
	Villages, Households []int
	Forms                []string
	Formats              []string
	Paper, Split         string
	Duplex, Masked       bool
}

// plans are what was chosen to be printed from one reading of rosters. Each choice has an
// id of its own, so that two tabs can look at different ones.
type plans struct {
	id  string // of the reading: a page of an older one names other households
	ctx context.Context
	end context.CancelFunc // when rosters or settings change

	mu   sync.Mutex
	list []*planned // the latest is the last

	reading sync.Mutex
	masked  *roster // nil until a masked copy is asked for
	checked *checked
}

// roster is a workspace with its households in their order.
type roster struct {
	*app.Workspace
	households []*app.Household
	place      map[*app.Household]int
}

// planned is a choice and, as long as somebody looks at it, its plan.
type planned struct {
	id string
	choice

	mu     sync.Mutex
	plan   *app.Plan // nil: it is to be made again
	roster *roster
	sheets []app.Sheet
	stops  []stop
	result *app.Result
	pages  map[int]int // of a sheet

	counting bool
	counted  int       // households
	asked    time.Time // when somebody last wanted to know
	totals   *app.Totals
	fault    error
}

// stop is what one turns to in the preview: a household with its forms, or the forms of
// a village.
type stop struct {
	stopOf
	sheets []int
}

// stopOf is whose forms they are.
type stopOf struct {
	household *app.Household // nil: those of a village
	village   *app.Village
}

func newPlans() *plans {
	p := &plans{id: rand.Text()[:8]}
	p.ctx, p.end = context.WithCancel(context.Background())
	return p
}

// newRoster puts the households of a workspace that was read in their order.
func newRoster(w *app.Workspace) *roster {
	r := &roster{Workspace: w, place: make(map[*app.Household]int)}
	for h := range w.Roster().Everyone {
		r.place[h] = len(r.households)
		r.households = append(r.households, h)
	}
	return r
}

// close lets go of the masked copy.
func (p *plans) close() {
	p.reading.Lock()
	defer p.reading.Unlock()
	if p.masked != nil {
		p.masked.Close()
		p.masked = nil
	}
}

// look lends the workspace, as use does, with what was planned of it.
func (p *project) look(ctx context.Context, do func(*opened) error) error {
	w, end, err := p.open()
	if err != nil {
		return err
	}
	defer end()
	if err := w.Read(ctx); err != nil {
		return err
	}
	w.once.Do(func() { w.roster = newRoster(w.Workspace) })
	return do(w)
}

// stale reports a page of an older reading.
func (w *opened) stale(reading string) error {
	if reading == w.plans.id {
		return nil
	}
	return fault.Wrong("名册或设置刚刚改过，这一页是改以前的", "请重新打开这一页（按 F5），再选一次")
}

// rosterFor gives the rosters that a choice is about: for masked copies they are read
// once more, so that nothing is made of identity numbers.
func (w *opened) rosterFor(ctx context.Context, masked bool) (*roster, error) {
	if !masked {
		return w.roster, nil
	}
	p := w.plans
	p.reading.Lock()
	defer p.reading.Unlock()
	if p.masked != nil {
		return p.masked, nil
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
	p.masked = newRoster(m)
	return p.masked, nil
}

// choose gives the plan of a choice that was made: one that is there already, or a new
// one.
func (w *opened) choose(ctx context.Context, c choice) (*planned, error) {
	p := w.plans
	p.mu.Lock()
	text := fmt.Sprintf("%+v", c)
	i := slices.IndexFunc(p.list, func(o *planned) bool { return fmt.Sprintf("%+v", o.choice) == text })
	if i < 0 {
		i, p.list = len(p.list), append(p.list, &planned{id: rand.Text()[:12], choice: c})
	}
	one := p.latest(i)
	p.mu.Unlock()
	return one, w.plan(ctx, one)
}

// find gives the plan of an id; empty: that of the latest choice that was made on the
// page of printing. Nil: there is none, or nobody knows it any more.
func (w *opened) find(ctx context.Context, id string) (*planned, error) {
	p := w.plans
	p.mu.Lock()
	at := -1
	for i, o := range p.list {
		if o.id == id || id == "" && o.Split != "" {
			at = i
		}
	}
	if at < 0 {
		p.mu.Unlock()
		return nil, nil
	}
	one := p.latest(at)
	p.mu.Unlock()
	return one, w.plan(ctx, one)
}

// latest makes one of the choices the latest, and lets go of those that nobody looked
// at for long.
func (p *plans) latest(i int) *planned {
	one := p.list[i]
	p.list = append(slices.Delete(p.list, i, i+1), one)
	if len(p.list) > mostChoices {
		p.list = slices.Delete(p.list, 0, len(p.list)-mostChoices)
	}
	if n := len(p.list) - mostPlans; n > 0 {
		go p.list[n-1].forget()
	}
	return one
}

// forget lets go of a plan, unless it is being counted.
func (p *planned) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.counting {
		p.plan, p.sheets, p.stops, p.result, p.pages = nil, nil, nil, nil, nil
	}
}

// plan makes the plan of a choice, if it is still to be made.
func (w *opened) plan(ctx context.Context, p *planned) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.plan != nil {
		return nil
	}
	r, err := w.rosterFor(ctx, p.Masked)
	if err != nil {
		return err
	}
	c := r.choiceOf(p.choice)
	c.Jobs = max(1, runtime.GOMAXPROCS(0)-1) // while it counts, pages are turned
	plan, err := r.Plan(ctx, c)
	if err != nil {
		return err
	}
	if p.roster == nil {
		p.roster = r
	}
	p.plan, p.sheets, p.result = plan, plan.Sheets(), plan.Result()
	p.stops, p.pages = stopsOf(p.sheets), make(map[int]int)
	return nil
}

// choiceOf says a choice as the workspace does.
func (r *roster) choiceOf(c choice) app.Choice {
	out := app.Choice{Forms: c.Forms, Paper: c.Paper, Split: app.Split(c.Split), Duplex: c.Duplex}
	for _, f := range c.Formats {
		out.Formats = append(out.Formats, app.Format(f))
	}
	for _, i := range c.Villages {
		if all := r.Roster().Villages; i < len(all) {
			out.Villages = append(out.Villages, r.NameVillage(all[i]))
		}
	}
	for _, i := range c.Households {
		if i < len(r.households) && r.households[i].Village != nil {
			out.Households = append(out.Households, r.NameHousehold(r.households[i]))
		}
	}
	return out
}

// stopsOf gathers the forms of each household and village, however files are divided.
func stopsOf(sheets []app.Sheet) (out []stop) {
	at := make(map[stopOf]int)
	for i, s := range sheets {
		of := stopOf{s.Household, s.Village}
		n, met := at[of]
		if !met {
			n, out = len(out), append(out, stop{stopOf: of})
			at[of] = n
		}
		out[n].sheets = append(out[n].sheets, i)
	}
	return out
}

// unasked is how long a count goes on that nobody asks about.
const unasked = 5 * time.Second

// count begins to count, or tells how far that is. Totals are nil until it is done.
//
// Where may is not set it does not begin.
func (p *planned) count(w *opened, may bool) (counted int, totals *app.Totals, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = time.Now()
	if p.counting || p.totals != nil || p.fault != nil || p.plan == nil || !may {
		return p.counted, p.totals, p.fault
	}
	p.counting, p.counted = true, 0
	ctx, stop := context.WithCancel(w.plans.ctx)
	w.using.Add(1)
	go func() {
		defer w.using.Done()
		defer stop()
		p.counts(ctx, stop, p.plan)
	}()
	return 0, nil, nil
}

// counts counts, as long as somebody wants to know.
func (p *planned) counts(ctx context.Context, stop func(), plan *app.Plan) {
	totals, err := func() (totals app.Totals, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = app.Crashed(r)
			}
		}()
		return plan.Count(ctx, func(n int) {
			p.mu.Lock()
			defer p.mu.Unlock()
			if p.counted = n; time.Since(p.asked) > unasked {
				stop()
			}
		})
	}()
	result := plan.Result()
	p.mu.Lock()
	defer p.mu.Unlock()
	switch p.counting = false; {
	case err == nil:
		p.totals, p.result = &totals, result
	case ctx.Err() == nil:
		p.fault = err
	}
}

// atHand gives the plan with what can be looked at while it is counted.
func (p *planned) atHand() (plan *app.Plan, sheets []app.Sheet, stops []stop) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plan, p.sheets, p.stops
}

// key names whose forms they are in forms of the page: h12, v3.
func (p *planned) key(s stopOf) string {
	if s.household == nil {
		return "v" + strconv.Itoa(slices.Index(p.roster.Roster().Villages, s.village))
	}
	return "h" + strconv.Itoa(p.roster.place[s.household])
}

// keyed is what a key names.
func (p *planned) keyed(key string) (s stopOf) {
	if key == "" {
		return s
	}
	n, err := strconv.Atoi(key[1:])
	villages := p.roster.Roster().Villages
	switch {
	case err != nil || n < 0:
	case key[0] == 'h' && n < len(p.roster.households):
		s.household = p.roster.households[n]
		s.village = s.household.Village
	case key[0] == 'v' && n < len(villages):
		s.village = villages[n]
	}
	return s
}

// withPlan does something with the plan that the address names. Where it names none, or
// one that is gone, a page begins with the latest, or with everything.
func (a *asked) withPlan(do func(w *opened, p *planned, wrong error) error) error {
	return a.project.look(a.Context(), func(w *opened) error {
		id := a.URL.Query().Get("plan")
		p, err := w.find(a.Context(), id)
		if p == nil && id != "" && a.Method == http.MethodPost {
			return w.stale("")
		}
		if p == nil && id != "" {
			p, err = w.find(a.Context(), "")
		}
		if p == nil {
			p, err = w.choose(a.Context(), everything())
		}
		return do(w, p, err)
	})
}

// everything is what is printed where nobody chose.
func everything() choice {
	return choice{Formats: []string{"pdf"}, Paper: "A4", Split: string(app.ByVillage)}
}
