package web

import (
	"crypto/rand"
	"slices"
	"sync"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// most is how many projects are open at a time: more would only fill the memory.
const most = 3

// projects are those that are open.
type projects struct {
	mu   sync.Mutex
	list []*project // the latest is the last
}

// find gives the project of an id; without one, the latest. Nil: there is none.
func (s *projects) find(id string) *project {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.list) - 1
	if id != "" {
		n = slices.IndexFunc(s.list, func(p *project) bool { return p.id == id })
	}
	if n < 0 {
		return nil
	}
	return s.list[n]
}

// before gives the latest project before another that could be read. Nil: none is open.
func (s *projects) before(p *project) *project {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := slices.Index(s.list, p) - 1; i >= 0; i-- {
		if !s.list[i].unread.Load() {
			return s.list[i]
		}
	}
	return nil
}

// begin opens a new project; of those that are idle, one that could not be read makes
// room for it, else the oldest.
func (s *projects) begin(dir string, q app.Request) *project {
	p := &project{id: rand.Text()[:12], dir: dir, request: q}
	s.mu.Lock()
	defer s.mu.Unlock()
	idle := func(p *project) bool { return !p.busy() }
	for len(s.list) >= most {
		i := slices.IndexFunc(s.list, func(p *project) bool { return p.unread.Load() && idle(p) })
		if i < 0 {
			i = slices.IndexFunc(s.list, idle)
		}
		if i < 0 {
			break
		}
		s.list[i].close()
		s.list = slices.Delete(s.list, i, i+1)
	}
	s.list = append(s.list, p)
	return p
}

// start makes a job that of a project, unless its folder is being written to.
func (s *projects) start(of *project, j *job) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.list {
		switch other, _ := p.going(); {
		case other == nil || !other.running():
		case p == of:
			return fault.Wrong("正在打印，还没有打完", "请等它打完，或先中止，再打印")
		case other.Dir == j.Dir:
			return fault.Wrong("正在往这个文件夹打印，还没有打完："+j.Dir, "请等它打完，或先中止，再打印")
		}
	}
	of.mu.Lock()
	defer of.mu.Unlock()
	of.job = j
	return nil
}

// close ends what is going on.
func (s *projects) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.list {
		p.close()
	}
	s.list = nil
}

// busy reports that something is being printed.
func (s *projects) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.list, (*project).busy)
}

// letGo lets go of what was read; it is read anew when it is next asked for.
func (s *projects) letGo() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.list {
		p.mu.Lock()
		p.drop()
		p.mu.Unlock()
	}
}
