package app

import (
	"context"
	"io"
	"path/filepath"
	"time"

	"ruhu/model"
	"ruhu/model/check"
	"ruhu/render/book"
)

// CheckOptions is what the user decides about checking a roster.
type CheckOptions struct {
	Rosters   []string // files, folders and patterns
	File      string   // where the list of problems goes; empty: it is not written
	Year      int      // 0: the settings'
	Config    string   // settings file; empty: ruhu.yaml of the current folder
	Templates string   // folder of an own codebook; empty: none
}

// Item is one finding in the JSON of a check.
type Item struct {
	Severity  string `json:"severity"` // 错误 or 提醒
	Code      string `json:"code"`     // of the rule
	File      string `json:"file"`
	Sheet     string `json:"sheet"`
	Cell      string `json:"cell"`
	Household string `json:"household"` // 户编号
	Person    string `json:"person"`
	Field     string `json:"field"`
	Value     string `json:"value"`
	Message   string `json:"message"`
	Hint      string `json:"hint"`
}

// Check reads rosters and applies every rule, without printing anything. The
// result is never nil.
func Check(ctx context.Context, o CheckOptions) (*Result, error) {
	r := newResult()
	r.Items = &[]Item{}
	return r, explain(ctx, checkRosters(o, r))
}

func checkRosters(o CheckOptions, r *Result) error {
	config, err := LoadConfig(o.Config)
	if err != nil {
		return err
	}
	if o.Year, err = yearOf(o.Year, config); err != nil {
		return err
	}
	library, err := loadLibrary(o.Templates)
	if err != nil {
		return err
	}
	files, errs := openRosters(o.Rosters)
	defer files.close()
	r.Passed = files.passed
	roster, err := files.read(library.codebook, errs)
	if err != nil {
		return err
	}
	folder := NewFolder(filepath.Dir(o.File))
	defer folder.Close()
	if o.File != "" {
		if err := folder.Ready([]string{filepath.Base(o.File)}, files.infos()); err != nil {
			return err
		}
	}
	r.Households, r.Members, r.Unregistered = roster.Households(), roster.Members(), roster.Unregistered()
	r.Held = len(roster.Held)
	var silent []check.SilentRule
	r.Findings, silent = judge(roster, o.Year, config)
	for _, s := range silent {
		r.Silent = append(r.Silent, SilentRule{Title: s.Title, Want: s.Want(library.codebook)})
	}
	r.Problems, r.Warnings = r.Findings.Count()
	*r.Items = itemsOf(r.Findings)
	if o.File == "" {
		return nil
	}
	name := filepath.Base(o.File)
	if err := save(folder, name, func(w io.Writer) error { return book.WriteProblems(w, r.Findings) }); err != nil {
		return err
	}
	r.Files = append(r.Files, name)
	return nil
}

// judge gives what the reader found and what the rules find, household by
// household, and the rules that had nothing to go by.
func judge(r *model.Roster, year int, c *Config) (model.Problems, []check.SilentRule) {
	from, to := c.incomePeriod()
	found := check.Run(r, check.Options{Year: year, Standard: c.Standard, Ceiling: c.Ceiling, From: from, To: to})
	ps := append(model.Problems{}, r.Problems...)
	ps = append(ps, doubtfulYear(r, year)...)
	ps = append(ps, found.Problems...)
	ps.Sort()
	return ps, found.Silent
}

func itemsOf(ps model.Problems) []Item {
	out := make([]Item, len(ps))
	for i, p := range ps {
		out[i] = Item{
			Severity: p.Severity.String(), Code: p.Rule, File: p.File, Sheet: p.Sheet, Cell: p.Cell,
			Household: p.Household, Person: p.Person, Field: p.Field, Value: p.Value, Message: p.Message, Hint: p.Hint,
		}
	}
	return out
}

// SilentRule is a rule that could not judge, and which columns it wants.
type SilentRule struct{ Title, Want string }

// Rules gives every rule of a check: the reader's, then those of model/check.
func Rules() []check.Rule { return append(check.Reading(), check.Rules()...) }

// incomePeriod gives the first and last day over which income is counted, zero
// where the settings say nothing: the notice's period of the year then holds.
func (c *Config) incomePeriod() (from, to time.Time) {
	from, _ = time.Parse(time.DateOnly, c.Income.From)
	to, _ = time.Parse(time.DateOnly, c.Income.To)
	return from, to
}
