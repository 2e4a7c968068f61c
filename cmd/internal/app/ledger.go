package app

import (
	"context"
	"io"

	"ruhu/model/report"
	"ruhu/render/book"
)

// The ledgers. In a folder of rosters they are passed over (see ownNames).
const (
	watchedName = "边缘户和脱贫监测户摸底台账.xlsx"
	reviewName  = "脱贫对象回头看台账.xlsx"
	weakName    = "经济薄弱村台账.xlsx"
)

// LedgerOptions is what the user decides about the ledgers.
type LedgerOptions struct {
	Rosters   []string // files, folders and patterns
	Against   []string // lists of persons in which to look for 边缘户
	Dir       string
	Year      int          // 0: the settings'
	Config    ConfigChoice // where the settings are
	Templates string       // folder of an own codebook; empty: none
	Map       []string     // what column heads mean, as 列名=指标
}

// Ledgers writes the three ledgers of the notice: who is to be watched (一(四)),
// those lifted since 2016 (一(一)), and the 经济薄弱村 (一(三)), where the roster
// has any. The result is never nil.
func Ledgers(ctx context.Context, o LedgerOptions) (*Result, error) {
	r := newResult()
	return r, explain(ctx, writeLedgers(ctx, o, r))
}

func writeLedgers(ctx context.Context, o LedgerOptions, r *Result) error {
	b, err := loadBasis(o.Config, o.Rosters, o.Year, o.Templates, o.Map)
	if err != nil {
		return err
	}
	r.Settings = b.config.File
	folder := NewFolder(o.Dir)
	defer folder.Close()
	if err := folder.Try(); err != nil {
		return err
	}
	in, err := readInput(ctx, o.Rosters, o.Against, b.library.codebook, b.heads, r)
	defer in.close()
	if err != nil {
		return err
	}
	r.Households, r.Members, r.Unregistered = in.roster.Households(), in.roster.Members(), in.roster.Unregistered()
	r.Held = len(in.roster.Held)
	r.Findings = append(r.Findings, in.roster.Problems...)
	r.Findings = append(r.Findings, doubtfulYear(in.roster, b.year)...)
	r.Problems, r.Warnings = r.Findings.Count()
	old, err := folder.keptOf(watchedName, reviewName, weakName)
	if err != nil {
		return err
	}
	books := ledgersOf(in, b.year, b.config, old, r)
	names := make([]string, len(books))
	for i, l := range books {
		names[i] = l.name
	}
	if err := folder.Ready(names, in.infos()); err != nil {
		return err
	}
	for _, l := range books {
		if err = ctx.Err(); err == nil {
			err = save(folder, l.name, l.write)
		}
		if err != nil {
			break
		}
	}
	r.Files = append(r.Files, folder.Written(names)...)
	return err
}

// ledger is a workbook to be written.
type ledger struct {
	name  string
	write func(io.Writer) error
}

func ledgersOf(in *reading, year int, c *Config, old map[string]book.Kept, r *Result) []ledger {
	rep := report.Make(in.roster, report.Options{Year: year, Standard: c.Standard, Ceiling: c.Ceiling})
	undecided, unasked := rep.Undecided()
	like := func(name string) book.Ledger {
		return book.Ledger{Year: year, Standard: c.Standard, Ceiling: c.Ceiling, Old: old[name], Undecided: undecided, Unasked: unasked}
	}
	var lists []report.List
	for _, other := range in.lists {
		lists = append(lists, report.List{Name: other.Name, Roster: other.Roster})
	}
	watched, lifted := rep.Watch(lists...), rep.Review()
	r.Ledgers = tallyLedgers(watched, lifted, len(rep.WeakVillages()))
	out := []ledger{
		{watchedName, func(w io.Writer) error { return book.WriteWatched(w, like(watchedName), watched) }},
		{reviewName, func(w io.Writer) error { return book.WriteReview(w, like(reviewName), lifted) }},
	}
	if r.Ledgers.Weak > 0 {
		out = append(out, ledger{weakName, func(w io.Writer) error { return book.WriteWeakVillages(w, rep, old[weakName]) }})
	}
	return out
}

// LedgerTally is what stands in the ledgers, in households.
type LedgerTally struct {
	Marked     int // 边缘户 and 脱贫监测户 of the roster
	Candidates int // further ones with income in the range and signs of risk
	Others     int // wanting a look for another reason
	Lifted     int // since 2016
	Unresolved int // of these, with something unresolved and not moved back yet
	Weak       int // villages
}

func tallyLedgers(watched []report.Watched, lifted []report.Review, weak int) LedgerTally {
	t := LedgerTally{Lifted: len(lifted), Weak: weak}
	for _, w := range watched {
		switch {
		case w.Marked != "":
			t.Marked++
		case w.Likely():
			t.Candidates++
		default:
			t.Others++
		}
	}
	for _, v := range lifted {
		if len(v.Reasons) > 0 && v.Decided == "" {
			t.Unresolved++
		}
	}
	return t
}
