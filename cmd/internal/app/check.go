package app

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/check"
	"ruhu/model/sheet"
	"ruhu/render/book"
)

// CheckOptions is what the user decides about checking a roster.
type CheckOptions struct {
	Rosters   []string     // files, folders and patterns
	File      string       // where the list of problems goes; empty: it is not written
	Against   []string     // rosters and lists to compare with, each for itself
	Feedback  []string     // lists of problems from above
	Year      int          // 0: the settings'
	Config    ConfigChoice // where the settings are
	Templates string       // folder of an own codebook; empty: none
	Map       []string     // what column heads mean, as 列名=指标
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
	return r, explain(ctx, checkRosters(ctx, o, r))
}

func checkRosters(ctx context.Context, o CheckOptions, r *Result) error {
	if o.File != "" {
		if err := workbookName(o.File); err != nil {
			return err
		}
	}
	b, err := loadBasis(o.Config, o.Rosters, o.Year, o.Templates, o.Map)
	if err != nil {
		return err
	}
	r.Settings = b.config.File
	if len(o.Against) > 0 && o.File != "" && filepath.Base(o.File) == differencesName {
		return fault.Wrong("问题清单不能叫“"+differencesName+"”", "比对的结果要写成这个文件；请用 -o 另起一个名字，如 "+problemsName)
	}
	folder := NewFolder(filepath.Dir(o.File))
	defer folder.Close()
	outputs := o.outputs()
	if len(outputs) > 0 {
		if err := folder.Try(); err != nil {
			return err
		}
		if err := mayRenew(o.File); err != nil {
			return err
		}
	}
	in, err := readInput(ctx, o.Rosters, o.Against, b.library.codebook, b.heads, r)
	defer in.close()
	if err != nil {
		return err
	}
	roster := in.roster
	from, err := readFeedback(b.library.codebook, o.Feedback, roster)
	if err != nil {
		return err
	}
	if len(outputs) > 0 {
		outputs = append(outputs, from.names()...)
		if err := folder.Ready(outputs, append(in.infos(), from.infos...)); err != nil {
			return err
		}
		if err := folder.renewable(outputs...); err != nil {
			return err
		}
	}
	r.Read = readings(in)
	r.Households, r.Members, r.Unregistered = roster.Households(), roster.Members(), roster.Unregistered()
	r.UnregisteredMembers = roster.UnregisteredMembers()
	r.Held = len(roster.Held)
	var found check.Result
	r.Findings, found = judge(roster, in.compare(), b.year, b.config)
	if len(from.lists) > 0 {
		r.Findings = append(r.Findings, from.problems(b.library.codebook)...)
		r.Findings.Sort()
	}
	r.Sides = in.sides()
	for _, s := range found.Silent {
		r.Silent = append(r.Silent, SilentRule{Title: s.Title, Want: s.Want(b.library.codebook)})
	}
	for _, s := range found.Partly {
		r.Silent = append(r.Silent, SilentRule{Title: s.Title, Households: s.Households})
	}
	r.Problems, r.Warnings = r.Findings.Count()
	*r.Items = itemsOf(r.Findings)
	if o.File == "" {
		return nil
	}
	err = writeProblems(folder, outputs[0], book.ProblemList{Problems: r.Findings, Unjudged: found.Unjudged(), Codebook: b.library.codebook}, from)
	if err == nil && in.compared != nil {
		err = writeDifferences(folder, in.compared)
	}
	r.Files = append(r.Files, folder.Written(outputs)...)
	return err
}

// mayRenew refuses to write a list of problems over another workbook, such as a
// roster: only an older list may be renewed.
func mayRenew(file string) error {
	old, err := os.Open(file)
	if err != nil {
		return nil // there is none, or writing will tell
	}
	defer old.Close()
	info, err := old.Stat()
	if err != nil || info.IsDir() || book.IsProblems(sheet.Input{Name: file, Data: old, Size: info.Size()}) {
		return nil
	}
	return fault.Wrong("已有这个文件，不是问题清单："+file, "请用 -o 另起一个文件名，如 "+problemsName)
}

// outputs are the files that the check writes: the list of problems first.
func (o CheckOptions) outputs() []string {
	if o.File == "" {
		return nil
	}
	out := []string{filepath.Base(o.File)}
	if len(o.Against) > 0 {
		out = append(out, differencesName)
	}
	return out
}

// judge gives what the reader found, what the rules find and what comparing
// found, household by household, and the rules that had nothing to go by.
func judge(r *model.Roster, compared *against.Result, year int, c *Config) (model.Problems, check.Result) {
	from, to := c.incomePeriod()
	found := check.Run(r, check.Options{Year: year, Standard: c.Standard, Ceiling: c.Ceiling, From: from, To: to, Jobs: runtime.GOMAXPROCS(0)})
	ps := append(model.Problems{}, r.Problems...)
	ps = append(ps, doubtfulYear(r, year)...)
	ps = append(ps, found.Problems...)
	if compared != nil {
		ps = append(ps, compared.Problems()...)
	}
	ps.Sort()
	return ps, found
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

// Reading is how a sheet was understood, with the names of what its columns
// were taken for; empty where a column is not used.
type Reading struct {
	model.SheetReading
	Names []string
}

func readings(in *reading) []Reading {
	sheets := in.sheets()
	out := make([]Reading, len(sheets))
	for i, s := range sheets {
		out[i] = Reading{SheetReading: s, Names: make([]string, len(s.Columns))}
		for k, c := range s.Columns {
			if item := in.roster.Data.Codebook.Lookup(c.Code); item != nil {
				out[i].Names[k] = item.Title()
				if item.Scope == model.OfHelper { // its words are those of a person
					out[i].Names[k] = "帮扶责任人的" + item.Title()
				}
			}
		}
	}
	return out
}

// RowList names rows, runs of them shortened: 3、7-9、12.
func RowList(rows []int) string { return model.RowList(rows) }

// ColumnName gives the letters of a column.
func ColumnName(col int) string { return model.ColumnName(col) }

// SilentRule is a rule that could not judge, and which columns it wants; where
// Households is not 0, so many households only.
type SilentRule struct {
	Title, Want string
	Households  int
}

// Rules gives every rule of a check: the reader's, those of model/check, then
// those of comparing.
func Rules() []check.Rule {
	rules := append(check.Reading(), check.Rules()...)
	for _, r := range against.Rules() {
		rules = append(rules, check.Rule{
			ID: r.ID, Title: r.Title, Severity: model.Warning, Source: "与 --against 的名册比对；通知二（一）“一个部门一套数”",
		})
	}
	return rules
}

// incomePeriod gives the first and last day over which income is counted, zero
// where the settings say nothing: the notice's period of the year then holds.
// The settings hold days as model.ParseDay gives them.
func (c *Config) incomePeriod() (from, to time.Time) {
	from, _ = time.Parse(time.DateOnly, c.Income.From)
	to, _ = time.Parse(time.DateOnly, c.Income.To)
	return from, to
}
