package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// idle is how long the server goes on without a page, and patience how long it waits for
// requests when it ends.
const (
	idle     = time.Hour
	patience = 2 * time.Second
)

// Serve answers until the context ends, or for an hour nobody has had a page open.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer s.projects.close()
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	var full error // of memory
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		if s.Within == nil {
			return
		}
		if without := s.memory.watch(ctx, s.Within, s.projects.letGo); without != nil {
			full = s.explained(without, without.Err())
			stop()
		}
	}()
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
	<-watched
	if full != nil || errors.Is(err, http.ErrServerClosed) {
		return full
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
			if now.Unix()-s.seen.Load() > int64(idle/time.Second) && !s.projects.busy() {
				return
			}
		}
	}
}

// Handler answers every address of the page.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, p := range []map[string]handler{
		rosterPages, readingPages, problemPages, printPages, previewPages, findPages, filePages, returnsPages, summaryPages, settingsPages,
		fillPages, {
			"GET /{$}":           func(a *asked) error { return a.goTo("/roster") },
			"GET /static/{name}": (*asked).static,
			"POST /alive":        (*asked).alive,
		},
	} {
		for pattern, h := range p {
			mux.Handle(pattern, s.answer(h))
		}
	}
	mux.Handle("POST "+againPath, http.HandlerFunc(s.again))
	return s.guard.protect(mux)
}

// alive is asked now and then by every open page.
func (a *asked) alive() error {
	a.WriteHeader(http.StatusNoContent)
	return nil
}
