package app

import (
	"context"
	"io"

	"ruhu/cmd/internal/output"
	"ruhu/render/book"
)

// Lists writes the workbooks in which departments confirm what is theirs (notice
// 三（五）), one each, into a folder; phone adds 联系电话. The result is never nil.
func (w *Workspace) Lists(ctx context.Context, dir string, phone bool) (*Result, error) {
	r := newResult()
	return r, r.explain(ctx, w.writeIn(ctx, dir, r, func(ctx context.Context, in *reading, folder *output.Folder) ([]workbookFile, error) {
		r.Findings = append(r.Findings, in.roster.Problems...)
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
	}))
}
