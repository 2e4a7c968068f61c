package roster

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// noteColumns puts into the reading what the columns were taken for.
func (r *reader) noteColumns(cols *columns) {
	r.account.Columns = r.account.Columns[:0]
	used := slices.Concat(cols.list, cols.ticked)
	for _, lane := range cols.beside {
		used = append(used, lane.list...)
	}
	at := make(map[int]model.Code, len(used))
	for _, col := range used {
		at[col.col] = col.in.Code
	}
	for i, h := range cols.headings {
		if len(h) == 0 {
			continue
		}
		col := model.ColumnReading{Col: i + 1, Head: h.String(), Code: at[i+1]}
		if in, said := r.c.heads.wishOf(h); said && (in == nil && col.Code == "" || in != nil && in.Code == col.Code) {
			col.By = model.ByUser
		} else if code := otherCode(h, col.Code); code != "" {
			col.By = "代码 " + code + " 与列名不符，按列名"
			r.account.Notes = append(r.account.Notes, fmt.Sprintf("%s列“%s”的%s", model.ColumnName(i+1), h.String(), col.By))
		}
		col.Minor = col.Code == "" && isMinor(lastOf(h))
		r.account.Columns = append(r.account.Columns, col)
	}
	for _, u := range cols.unknown {
		i, ok := slices.BinarySearchFunc(r.account.Columns, u, func(c model.ColumnReading, col int) int { return c.Col - col })
		if ok {
			r.account.Columns[i].By = r.c.heads.nearest(cols.headings[u-1], cols.shape)
		}
	}
	r.unshown = r.unshown[:0]
	for i := range r.account.Columns {
		r.unshown = append(r.unshown, i)
	}
}

// reportColumns lists the columns that were not understood: once, although the
// sheets of a workbook, one for each village, may all have them. An example of what to do
// is given only for one of which it can be said what it may be: people follow examples.
func (r *reader) reportColumns(cols *columns) {
	var names []string
	hint := ""
	for _, col := range cols.unknown {
		name, near := fmt.Sprintf("%s列“%s”", model.ColumnName(col), cols.head(col)), r.c.heads.nearest(cols.headings[col-1], cols.shape)
		if near != "" {
			name += "（是不是“" + near + "”？）"
		}
		if near != "" && hint == "" {
			field := lastOf(cols.headings[col-1])
			item, _, _ := strings.Cut(near, " ")
			hint = fmt.Sprintf("“%s”若是“%s”，请把列名改成“%s”，或用 --map \"%s=%s\" 指明；其他列若是通知中的指标，也请改成指标的名称",
				field, near, near, field, item)
		}
		names = append(names, name)
	}
	if len(names) > maxNamed {
		names = append(names[:maxNamed], fmt.Sprintf("……（共 %d 列）", len(names)))
	}
	if said := r.file + strings.Join(names, "\x00"); len(names) > 0 && !r.c.said[said] {
		r.c.said[said] = true
		r.c.warn("column-unknown", r.pos(cols.unknown[0]), "这些列不认识，未读入：%s", strings.Join(names, "、")).
			about("", cols.head(cols.unknown[0])).
			advise(cmp.Or(hint, "其中若有通知中的指标，请把列名改成指标的名称，或用 --map 指明（列名=指标）；不是的不必处理"))
	}
}

// lastOf is the field of a heading, folded.
func lastOf(h heading) string { return model.Fold(h.field()) }

// otherCode gives the code in front of a head that is not that of the item which
// the column was taken for; empty where there is none.
func otherCode(h heading, code model.Code) string {
	if code == "" {
		return ""
	}
	if in := strings.ToUpper(leadingCode.FindString(foldHead(h.field()))); in != "" && !strings.EqualFold(in, string(code)) {
		return in
	}
	return ""
}
