package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/typeface"
)

// Options is what the page in the browser is started with.
type Options struct {
	// Dir is where settings and results of files that were sent are; results of a
	// roster chosen by path are beside it.
	Dir     string
	Program string // the folder of the program, where settings may lie
	Fonts   typeface.Folders
	Version string // of the program
	// Sample is a roster to try the program with.
	Sample []byte
	// Show opens a file or a folder in the program of the machine that is for it.
	Show func(path string) error
}

// idle is how long the server goes on without a page, and patience how long it waits for
// requests when it ends.
const (
	idle     = time.Hour
	patience = 2 * time.Second
)

// Server is the page. It serves the people at one machine, and what they opened.
type Server struct {
	Options
	port  string
	guard guard
	seen  atomic.Int64 // when a page was last asked for, in Unix seconds

	mu       sync.Mutex
	projects []*project // the latest is the last
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

// Key gives an address that lets one browser in, once and within a minute.
func (s *Server) Key() string { return "http://127.0.0.1:" + s.port + "/?key=" + s.guard.key() }

// Port is the one that it listens on.
func (s *Server) Port() string { return s.port }

// Listen begins to listen on a port of this machine, 0 for any that is free.
func (s *Server) Listen(port string) (net.Listener, error) {
	l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, err
	}
	_, s.port, err = net.SplitHostPort(l.Addr().String())
	return l, err
}

// Serve answers until the context ends, or for an hour nobody has had a page open.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer s.close()
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.wait(ctx)
		stop()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if server.Shutdown(last) != nil {
			_ = server.Close()
		}
	}()
	err := server.Serve(l)
	stop()
	<-ended
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// wait returns when the context ends, or nobody has been here for long.
func (s *Server) wait(ctx context.Context) {
	s.touch()
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			if now.Unix()-s.seen.Load() > int64(idle/time.Second) && !s.busy() {
				return
			}
		}
	}
}

func (s *Server) touch() { s.seen.Store(time.Now().Unix()) }

// Handler answers every address of the page.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	open := func(pattern string, h handler) { mux.Handle(pattern, s.answer(h)) }
	open("GET /{$}", (*asked).home)
	open("GET /static/{name}", (*asked).static)
	open("POST /alive", (*asked).alive)
	for _, p := range []map[string]handler{rosterPages, problemPages, printPages, previewPages, filePages} {
		for pattern, h := range p {
			open(pattern, h)
		}
	}
	mux.Handle("POST "+againPath, http.HandlerFunc(s.again))
	return s.protect(mux)
}

// home is where the browser begins.
func (a *asked) home() error {
	a.goTo("/roster")
	return nil
}

// alive is asked now and then by every open page.
func (a *asked) alive() error {
	a.WriteHeader(http.StatusNoContent)
	return nil
}

// close ends what is going on.
func (s *Server) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.projects {
		p.close()
	}
	s.projects = nil
}

// busy reports that something is being printed.
func (s *Server) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.projects {
		if p.busy() {
			return true
		}
	}
	return false
}

// explain turns any error into words for people.
func (a *asked) explain(err error) error { return app.Explain(a.Context(), err) }
