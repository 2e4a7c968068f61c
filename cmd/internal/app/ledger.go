package app

import (
	"context"
	"io"
	"slices"

	"ruhu/cmd/internal/output"
	"ruhu/model/parallel"
	"ruhu/model/report"
	"ruhu/render/book"
)

// Ledgers writes the three ledgers of the notice into a folder: who is to be watched
// (一(四)), for whom it also looks among the persons that are compared with; those
// lifted since 2016 (一(一)); and the 经济薄弱村 (一(三)), where the roster has any. The
// result is never nil.
func (w *Workspace) Ledgers(ctx context.Context, dir string) (*Result, error) {
	return w.books(ctx, dir, func(r *Result, in *reading, folder *output.Folder) ([]workbookFile, error) {
		r.found(slices.Concat(in.roster.Problems, doubtfulYear(in.roster, w.Year)))
		old, err := folder.NotesOf(ctx, output.WatchedName, output.ReviewName, output.WeakName)
		if err != nil {
			return nil, err
		}
		l, err := parallel.Until(ctx, func() (ledgers, error) { return w.ledgers(in, old), nil })
		r.Ledgers = l.tally
		return l.files, err
	})
}

// books is a use that only writes workbooks of what was read into a folder: plan
// says which, and what else there is to tell.
func (w *Workspace) books(ctx context.Context, dir string, plan func(*Result, *reading, *output.Folder) ([]workbookFile, error)) (*Result, error) {
	return w.use(ctx, dir, func(r *Result, folder *output.Folder) error {
		if err := folder.Try(); err != nil {
			return err
		}
		in, err := w.readFor(ctx, r)
		if err != nil {
			return err
		}
		books, err := plan(r, in, folder)
		if err != nil {
			return err
		}
		var names []string
		for _, b := range books {
			names = append(names, b.name)
		}
		if err := folder.Ready(names, in.infos); err != nil {
			return err
		}
		return save(ctx, folder, books)
	})
}

// ledgers are what is written, and how many are on them.
type ledgers struct {
	files []workbookFile
	tally LedgerTally
}

func (w *Workspace) ledgers(in *reading, old map[string]book.Notes) ledgers {
	c := w.Settings
	rep := report.Make(in.roster, report.Options{Year: w.Year, Standard: c.Standard, Ceiling: c.Ceiling})
	undecided, unasked := rep.Undecided()
	like := func(name string) book.Ledger {
		return book.Ledger{Year: w.Year, Standard: c.Standard, Ceiling: c.Ceiling, Old: old[name], Undecided: undecided, Unasked: unasked}
	}
	var lists []report.List
	for _, other := range in.lists {
		lists = append(lists, report.List{Name: other.Name, Roster: other.Roster})
	}
	watched, lifted := rep.Watch(lists...), rep.Review()
	out := ledgers{tally: tallyLedgers(watched, lifted, len(rep.WeakVillages()))}
	out.files = []workbookFile{
		{output.WatchedName, func(to io.Writer) error { return book.WriteWatched(to, like(output.WatchedName), watched) }},
		{output.ReviewName, func(to io.Writer) error { return book.WriteReview(to, like(output.ReviewName), lifted) }},
	}
	if out.tally.Weak > 0 {
		out.files = append(out.files, workbookFile{output.WeakName, func(to io.Writer) error { return book.WriteWeakVillages(to, rep, old[output.WeakName]) }})
	}
	return out
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

// Lists writes the workbooks in which departments confirm what is theirs (notice
// 三（五）), one each, into a folder; phone adds 联系电话. The result is never nil.
func (w *Workspace) Lists(ctx context.Context, dir string, phone bool) (*Result, error) {
	return w.books(ctx, dir, func(r *Result, in *reading, folder *output.Folder) ([]workbookFile, error) {
		r.found(in.roster.Problems)
		var out []workbookFile
		for _, l := range w.Library.Codebook.Outgoing() {
			list := book.Outgoing{Outgoing: l, Roster: in.roster, Year: w.Year, Phone: phone}
			sent := Sent{l.Name, list.Count()}
			if r.Sent = append(r.Sent, sent); sent.Rows == 0 {
				continue
			}
			name := output.DepartmentBase + l.Name + ".xlsx"
			out = append(out, workbookFile{name, func(to io.Writer) (err error) {
				if list.Old, err = folder.Notes(ctx, name); err != nil {
					return err
				}
				return book.WriteOutgoing(to, list)
			}})
		}
		return out, nil
	})
}
