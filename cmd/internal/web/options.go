package web

import (
	"context"
	"path/filepath"

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
