package web

import (
	"context"
	"crypto/rand"
	"maps"
	"sync"

	"ruhu/cmd/internal/app"
)

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
