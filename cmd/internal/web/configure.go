package web

import (
	"path"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/settings"
)

// asks gives what the project asks for; without a project, what nothing but the server's
// folder and its settings answer.
func (a *asked) asks() app.Request {
	if a.project == nil {
		return app.Request{Config: settings.Location{Folder: a.Dir}, Fonts: a.Fonts}
	}
	return a.project.asks()
}

// configure changes settings. The change is made of the file as it is now; a file that
// is not the one of the version is left alone, unless that is nil. What other projects
// read by the same settings is read anew, too.
func (a *asked) configure(version *string, changes ...settings.Change) error {
	a.Server.settings.Lock()
	defer a.Server.settings.Unlock()
	q := a.asks()
	f, err := q.Config.Open(q.Rosters...)
	if err != nil {
		return err
	}
	if version != nil && *version != f.Version {
		return app.SettingsChanged(f)
	}
	if err := q.Configure(f, changes...); err != nil {
		return err
	}
	a.projects.refresh()
	return nil
}

// refresh lets go of what was read by settings that have changed since.
func (s *projects) refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.list {
		p.refresh()
	}
}

// refresh lets go of what was read by settings that have changed since.
func (p *project) refresh() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.opened == nil {
		return
	}
	f, err := p.request.Config.Open(p.request.Rosters...)
	if err != nil || f.Version != p.opened.Settings.Version {
		p.drop()
	}
}

// settingsFile gives the file of settings, what stands in it, and what is wrong with it.
func (a *asked) settingsFile() (*settings.File, *settings.Config, error) {
	q := a.asks()
	f, err := q.Config.Open(q.Rosters...)
	if err != nil {
		return &settings.File{}, &settings.Config{}, err
	}
	c, err := f.Config()
	if err != nil {
		c = &settings.Config{}
	}
	return f, c, err
}

// command gives what is to be typed for a use of the command line that comes to the same.
func (a *asked) command(f *settings.File, use string, more ...string) string {
	q := a.asks()
	words := []string{use}
	for _, name := range q.Rosters {
		if _, sent := q.Memory[name]; sent {
			name = path.Base(name)
		}
		words = append(words, name)
	}
	if f.Version != "" {
		words = append(words, "--config", f.Name)
	}
	return commandLine(append(words, more...))
}
