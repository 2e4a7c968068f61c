package web

import (
	"context"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"ruhu/cmd/internal/app"
)

// Server is the page. It serves the people at one machine, and what they opened.
type Server struct {
	Options
	guard    guard
	projects projects
	memory   bounds
	seen     atomic.Int64 // when a page was last asked for, in Unix seconds

	collecting sync.RWMutex // return workbooks: who writes what is kept does so alone
	keyedBooks sync.Map     // of each folder that is collected into: *app.KeyedBook
	settings   sync.Mutex   // files of settings: one at a time is read and changed
}

// New makes a server; nothing is read or written yet.
func New(o Options) (*Server, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	o.Dir = dir
	return &Server{Options: o}, nil
}

// Listen begins to listen on a port of this machine, 0 for any that is free.
func (s *Server) Listen(port string) (net.Listener, error) {
	l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, err
	}
	_, s.guard.port, err = net.SplitHostPort(l.Addr().String())
	return l, err
}

// Port is the one that it listens on.
func (s *Server) Port() string { return s.guard.port }

// Key gives an address that lets one browser in, once and within a minute.
func (s *Server) Key() string { return "http://127.0.0.1:" + s.Port() + "/?key=" + s.guard.key() }

// touch notes that somebody is here.
func (s *Server) touch() { s.seen.Store(time.Now().Unix()) }

// explained puts an error into words for people, also one for want of memory.
func (s *Server) explained(ctx context.Context, err error) error {
	if err = app.Explain(ctx, err); err != nil && s.Explain != nil {
		err = s.Explain(ctx, err)
	}
	return err
}
