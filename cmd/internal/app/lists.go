package app

import (
	"context"
	"io"

	"ruhu/render/book"
)

// listBase begins the names of the lists that go out to departments.
const listBase = "部门核对-"

// ListOptions is what the user decides about the lists for departments.
type ListOptions struct {
	Rosters   []string     // files, folders and patterns
	Dir       string       // where to write
	Phone     bool         // 联系电话 goes with them
	Year      int          // 0: the settings'
	Config    ConfigChoice // where the settings are
	Templates string       // folder of an own codebook; empty: none
	Map       []string     // what column heads mean, as 列名=指标
}

// Sent is a list that was written: for whom, and how many rows it has.
type Sent struct {
	Name string
	Rows int
}

// Lists writes the workbooks in which departments confirm what is theirs (notice
// 三（五）), one each. The result is never nil.
func Lists(ctx context.Context, o ListOptions) (*Result, error) {
	r := newResult()
	return r, explain(ctx, writeLists(ctx, o, r))
}

func writeLists(ctx context.Context, o ListOptions, r *Result) error {
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
	in, err := readInput(ctx, o.Rosters, nil, b.library.codebook, b.heads, r)
	defer in.close()
	if err != nil {
		return err
	}
	r.Read = readings(in)
	r.Households, r.Members, r.Unregistered = in.roster.Households(), in.roster.Members(), in.roster.Unregistered()
	r.Held = len(in.roster.Held)
	r.Findings = append(r.Findings, in.roster.Problems...)
	r.Problems, r.Warnings = r.Findings.Count()
	var names []string
	var lists []book.Outgoing
	for _, l := range b.library.codebook.Outgoing() {
		out := book.Outgoing{Outgoing: l, Roster: in.roster, Year: b.year, Phone: o.Phone}
		sent := Sent{l.Name, out.Count()}
		if r.Sent = append(r.Sent, sent); sent.Rows > 0 {
			names, lists = append(names, listBase+l.Name+".xlsx"), append(lists, out)
		}
	}
	if err := folder.Ready(names, in.infos()); err != nil {
		return err
	}
	for i, l := range lists {
		if err = ctx.Err(); err == nil {
			l.Old, err = folder.kept(names[i])
		}
		if err == nil {
			err = save(folder, names[i], func(w io.Writer) error { return book.WriteOutgoing(w, l) })
		}
		if err != nil {
			break
		}
	}
	r.Files = append(r.Files, folder.Written(names)...)
	return err
}
