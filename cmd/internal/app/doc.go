// Package app is what the program does for its users, as things that one Workspace can
// do.
//
// # The workspace
//
// A Request names what is read (rosters, what they are compared with, last year's
// roster, lists from above) and what it is read and judged by (settings, templates,
// fonts, year). It is the same for every use: a command line and a page in the browser
// are two thin ways to write one.
//
//	w, err := app.Open(request)        // settings, codebook, forms: slips are told at once
//	defer w.Close()
//	err = w.Read(ctx)                  // the rosters; each use reads them where nobody has
//	r, err := w.Check(ctx, file)       // rules and comparison; the list of problems
//	p, err := w.Plan(ctx, choice)      // which household gets which form in which file
//	pages, err := p.Pages(p.Sheets()[0]) // a sheet as it will be printed, nothing written
//	err = p.Picture(out, p.Sheets()[0], 1, 110) // its first page for a screen
//	r, err = p.Print(ctx, target, watch) // or w.Print, which tries the folder before it reads
//	s, err := w.Summary(ctx, dir, nil) // the year's summary and its figures
//	r, err = w.Collect(ctx, dir, returns, nil) // what the villages hand back
//
// Ledgers, Lists, Blank, Survey, Characters and Printable are the others. What costs
// time is done once, when it is first needed: reading, the rules, comparing, loading
// fonts. Files are closed again once they are read, so that people can go on with
// them. A use does not change the workspace: after it there is the same to be done
// with it as before. What was read stays as it was read; a file that has changed since
// wants a workspace of its own, and so do settings that Request.Configure changed.
//
// A use gives a Result that is never nil, also beside an error: it says what was read
// as far as that came. Errors are a fault.Error each (see Explain).
//
// # Files of this package
//
// They build upon one another, which a test in cmd/ruhu holds: result and findings
// (what is told), reading with feedback (what is read), judge (rules and year), workspace,
// lists (workbooks that a use writes beside); upon that
// the uses: check; plan, printing and print with register, returns, beside and
// fingerprint, command (what a command line says for the same); supplement and summary; ledger; collect with collected, received and keyed;
// blank, fonts and fill; and configure, which changes settings.
//
// # What surrounds it
//
// Each of the packages beside it has one role: fault (what is said when something
// cannot be done), input (finding and opening files), output (the folder written to),
// settings (ruhu.yaml), typeface (the fonts at hand), library (codebook, forms, shell
// and text), register (joining registers).
//
// None of them knows a command line or a terminal: what is to be shown while a use
// works goes to the functions of a Watch.
package app
