package web

import (
	"context"
	"crypto/rand"
	"net/url"
	"sync"
	"sync/atomic"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// project is what somebody has open: rosters with what lies beside them, and the
// workspace that reads them.
type project struct {
	id     string
	unread atomic.Bool // its rosters could not be read

	mu       sync.Mutex
	dir      string // where results go
	request  app.Request
	opened   *opened // nil until it is first asked for, and after a change
	job      *job    // the latest printing; nil: none yet
	results  []results
	sentForm *sentForm // a form of others that is to be filled; nil: none

	collecting   *task     // nil: nothing was collected yet
	collected    collected // what collecting last came to
	summaryFiles results   // of the summary or the ledgers, what was written last
	ledgers      *app.LedgerTally
}

// ID is the project's opaque name.
func (p *project) ID() string { return p.id }

// address gives an address of the project; without one, of none.
func (p *project) address(path string) string {
	if p == nil {
		return path
	}
	return path + "?p=" + url.QueryEscape(p.id)
}

// use lends the workspace to a use, with the rosters read. It is opened when it is first
// used, and anew after a change.
func (p *project) use(ctx context.Context, do func(*app.Workspace) error) error {
	return p.look(ctx, func(w *opened) error { return do(w.Workspace) })
}

// look is the same, with what was chosen to be printed.
func (p *project) look(ctx context.Context, do func(*opened) error) error {
	return p.lend(func(w *opened) error {
		err := w.read(ctx)
		if p.unread.Store(err != nil && ctx.Err() == nil); err != nil {
			return err
		}
		return do(w)
	})
}

// lend lends the workspace as it is.
func (p *project) lend(do func(*opened) error) error {
	w, end, err := p.open()
	if err != nil {
		return err
	}
	defer end()
	return do(w)
}

// open lends the workspace; end is called when it is no longer used.
func (p *project) open() (w *opened, end func(), err error) {
	if p == nil {
		return nil, nil, fault.Wrong("还没有名册", "请先在“名册”一页放入花名册")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.opened == nil {
		w, err := app.Open(p.request)
		if err != nil {
			return nil, nil, err
		}
		p.opened = newOpened(w)
	}
	w = p.opened
	w.using.Add(1)
	return w, w.using.Done, nil
}

// asks is the request as it stands.
func (p *project) asks() app.Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.request
}

// change changes what is read or how; what was read is read anew when it is next used.
func (p *project) change(how func(*app.Request)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	how(&p.request)
	p.drop()
}

// drop closes the workspace once nobody uses it.
func (p *project) drop() {
	if w := p.opened; w != nil {
		w.end()
		go w.close()
	}
	p.opened, p.collected = nil, collected{}
}

// close ends what is going on, after what is whole is written.
func (p *project) close() {
	j, t := p.going()
	if j != nil {
		j.close()
	}
	if t != nil {
		t.close()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop()
}

// busy reports that something is going on that must not be cut off.
func (p *project) busy() bool {
	j, t := p.going()
	return j != nil && j.running() || t.running()
}

// going gives the latest printing and collecting; nil: there is none.
func (p *project) going() (*job, *task) {
	if p == nil {
		return nil, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.job, p.collecting
}

// jobData tells of the latest printing; nil: there is none.
func (p *project) jobData() *jobData {
	if j, _ := p.going(); j != nil {
		return j.data()
	}
	return nil
}

// collected is what collecting last came to.
type collected struct {
	received *app.Received // nil: nothing was sent
	result   *app.Result   // nil: nothing was collected
	fault    error
	files    results
}

// mostResults is how many uses a project remembers the files of.
const mostResults = 8

// wrote remembers files.
func (p *project) wrote(dir string, files []string) results {
	r := results{rand.Text()[:12], dir, files}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.results = append(p.results, r); len(p.results) > mostResults {
		p.results = p.results[1:]
	}
	return r
}

// sentForm is a form of others that was sent.
type sentForm struct {
	name string
	data []byte
}

// form gives the form of the project, nil where there is none.
func (p *project) form() *sentForm {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sentForm
}
