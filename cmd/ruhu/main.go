// Command ruhu turns household rosters into the forms that are carried to the
// door. It knows the command line, the terminal and the exit codes; what it
// does is in cmd/internal/app.
package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"golang.org/x/term"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first interrupt stops the run cleanly, a second one at once.
	context.AfterFunc(ctx, stop)
	args := os.Args[1:]
	return Run(ctx, args, os.Stdin, forPeople(os.Stdout, args), forPeople(os.Stderr, args), surroundings())
}

// surroundings are those of this process.
func surroundings() Environment {
	return Environment{
		Terminal: term.IsTerminal(int(os.Stderr.Fd())),
		Closes:   ownWindow() && term.IsTerminal(int(os.Stdin.Fd())),
		Program:  programFolder(),
		Memory:   memoryLeft(),
		Fonts:    machineFonts(),
	}
}

// programFolder is where the program lies, also when it is called by a link.
func programFolder() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	return filepath.Dir(name)
}
