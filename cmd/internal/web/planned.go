package web

import (
	"context"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"ruhu/cmd/internal/app"
)

// planned is a choice and, as long as somebody looks at it, its plan.
type planned struct {
	id string
	choice

	mu     sync.Mutex
	roster *roster
	plan   *app.Plan // nil: it is to be made again
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

// stop is what one turns to in the preview: a household with its forms, the forms of a
// village, or its visit list.
type stop struct {
	stopOf
	sheets []int
}

// stopOf is whose forms they are.
type stopOf struct {
	household *app.Household // nil: those of a village
	village   *app.Village
	visits    bool // the village's visit list
}

// make makes the plan, if that is still to be done.
func (p *planned) make(ctx context.Context, r *roster) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.plan != nil {
		return nil
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

// stopsOf gathers the forms of each household and village, however files are divided.
func stopsOf(sheets []app.Sheet) (out []stop) {
	at := make(map[stopOf]int)
	for i, s := range sheets {
		of := stopOf{s.Household, s.Village, s.Form == nil}
		n, met := at[of]
		if !met {
			n, out = len(out), append(out, stop{stopOf: of})
			at[of] = n
		}
		out[n].sheets = append(out[n].sheets, i)
	}
	return out
}

// forget lets go of the plan, unless it is being counted.
func (p *planned) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.counting {
		p.plan, p.sheets, p.stops, p.result, p.pages = nil, nil, nil, nil, nil
	}
}

// atHand gives the plan with what can be looked at while it is counted.
func (p *planned) atHand() (plan *app.Plan, sheets []app.Sheet, stops []stop) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plan, p.sheets, p.stops
}

// households counts those that are to be printed.
func (p *planned) households() (n int) {
	_, _, stops := p.atHand()
	for _, s := range stops {
		if s.household != nil {
			n++
		}
	}
	return n
}

// pagesOf gives how many pages a form has.
func (p *planned) pagesOf(plan *app.Plan, sheet app.Sheet, at int) (int, error) {
	p.mu.Lock()
	n, known := p.pages[at]
	p.mu.Unlock()
	if known {
		return n, nil
	}
	pages, err := plan.Pages(sheet)
	if err != nil {
		return 0, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pages != nil {
		p.pages[at] = len(pages)
	}
	return len(pages), nil
}

// key names whose forms they are in forms of the page: h12, v3; w3 is a visit list.
func (p *planned) key(s stopOf) string {
	if s.household != nil {
		return "h" + strconv.Itoa(p.roster.place[s.household])
	}
	kind := "v"
	if s.visits {
		kind = "w"
	}
	return kind + strconv.Itoa(slices.Index(p.roster.Roster().Villages, s.village))
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
	case (key[0] == 'v' || key[0] == 'w') && n < len(villages):
		s.village, s.visits = villages[n], key[0] == 'w'
	}
	return s
}

// unasked is how long a count goes on that nobody asks about.
const unasked = 5 * time.Second

// count tells how far counting the pages is; totals are nil until it is done. Where that
// is still to be done and may begin, it begins: run runs it beside.
func (p *planned) count(may bool, run func(func(context.Context))) (counted int, totals *app.Totals, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = time.Now()
	if p.counting || p.totals != nil || p.fault != nil || p.plan == nil || !may {
		return p.counted, p.totals, p.fault
	}
	p.counting, p.counted = true, 0
	plan := p.plan
	run(func(ctx context.Context) { p.counts(ctx, plan) })
	return 0, nil, nil
}

// counts counts, as long as somebody wants to know.
func (p *planned) counts(ctx context.Context, plan *app.Plan) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	totals, err := recovered(func() (app.Totals, error) {
		return plan.Count(ctx, func(n int) {
			p.mu.Lock()
			defer p.mu.Unlock()
			if p.counted = n; time.Since(p.asked) > unasked {
				stop()
			}
		})
	})
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

// recovered does something of which a fault of the program is an error.
func recovered[T any](do func() (T, error)) (out T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = app.Crashed(r)
		}
	}()
	return do()
}
