package web

import (
	"context"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/settings"
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
	// Within gives a context that ends before memory runs out, and what ends the watch;
	// Explain says so where it did. Both may be nil.
	Within  func(context.Context) (context.Context, func())
	Explain func(context.Context, error) error
	// Show opens a file or a folder in the program of the machine that is for it.
	Show func(path string) error
}

// sent is the request of files that were sent: their settings are those of the server's
// folder, and of no other.
func (o *Options) sent(files input.Memory, names []string) (dir string, q app.Request) {
	return o.Dir, app.Request{Memory: files, Rosters: names, Config: settings.Location{Folder: o.Dir}, Fonts: o.Fonts}
}

// chosen is the request of a roster chosen by its path: as a run of the command line in
// its folder.
func (o *Options) chosen(path string) (dir string, q app.Request) {
	return filepath.Join(filepath.Dir(path), output.DefaultDir),
		app.Request{Rosters: []string{path}, Config: settings.Location{Program: o.Program}, Fonts: o.Fonts}
}

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
