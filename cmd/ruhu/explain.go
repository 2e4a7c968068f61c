package main

import (
	"fmt"
	"io"
	"strings"

	"ruhu/cmd/internal/app"
)

// screen is the width that explanations keep to, in half-width characters.
const screen = 80

// explainTo prints how each sheet was understood. It names heads, rows and
// counts; of what stands in the cells it prints nothing.
func explainTo(w io.Writer, sheets []app.Reading) {
	var b strings.Builder
	for i := range sheets {
		explainSheet(&b, &sheets[i])
	}
	fmt.Fprint(w, b.String())
}

func explainSheet(b *strings.Builder, r *app.Reading) {
	name := r.File
	if r.Sheet != "" {
		name += " › " + r.Sheet
	}
	fmt.Fprintln(b, name)
	item := func(label, text string) { wrapped(b, "  "+label+"  ", text) }
	if r.Kind != "" {
		item("文件", r.Kind)
	}
	if r.Shape == "" {
		item("读作", "没有找到名册的表头，未读入")
		notes(b, r.Notes)
		b.WriteByte('\n')
		return
	}
	item("读作", r.Shape)
	item("表头", rowsOf(r.HeadRow, r.HeadRows))
	item("行数", tally(r))
	b.WriteString(columnTable(r))
	for i, k := range r.Skipped {
		label := "未读"
		if i > 0 {
			label = "    "
		}
		item(label, fmt.Sprintf("%s：第 %s 行", k.Reason, app.RowList(k.Rows)))
	}
	notes(b, r.Notes)
	b.WriteByte('\n')
}

func notes(b *strings.Builder, list []string) {
	for i, n := range list {
		label := "  注意  "
		if i > 0 {
			label = "        "
		}
		wrapped(b, label, n)
	}
}

func rowsOf(first, n int) string {
	if n > 1 {
		return fmt.Sprintf("第 %d 至 %d 行", first, first+n-1)
	}
	return fmt.Sprintf("第 %d 行", first)
}

// tally says what the rows of a sheet gave: all of them are in it.
func tally(r *app.Reading) string {
	skipped := 0
	for _, k := range r.Skipped {
		skipped += len(k.Rows)
	}
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{
		{r.Households, "户"}, {r.Persons, "人"}, {r.Changes, "增减变动"}, {r.Others, "村、帮扶等"}, {skipped, "未读"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", p.what, p.n))
		}
	}
	if len(parts) == 0 {
		return "表头下面没有内容"
	}
	return fmt.Sprintf("表头下共 %d 行：%s", r.Rows, strings.Join(parts, "，"))
}

// columnTable lists the columns: letter, head, and what it was taken for.
func columnTable(r *app.Reading) string {
	const widest = 34 // of a head; a longer one is cut
	var used, unused [][]string
	for i, c := range r.Columns {
		row := []string{"    " + app.ColumnName(c.Col), shortened(c.Head, widest), ""}
		switch {
		case c.Code == "" && c.By == app.ByUser:
			row[2] = "（" + c.By + "）"
			unused = append(unused, row)
		case c.Code == "" && c.By != "":
			row[2] = "是不是“" + c.By + "”？"
			unused = append(unused, row)
		case c.Code == "":
			unused = append(unused, row)
		default:
			row[2] = "= " + r.Names[i]
			if c.By != "" {
				row[2] += "（" + c.By + "）"
			}
			used = append(used, row)
		}
	}
	var b strings.Builder
	if len(used) > 0 {
		b.WriteString("  各列（列名 = 读作的指标）\n" + aligned(used))
	}
	if len(unused) > 0 {
		b.WriteString("  不用的列（可用 --map \"列名=指标\" 指明）\n" + aligned(unused))
	}
	return b.String()
}

// shortened cuts a text to a width.
func shortened(s string, most int) string {
	if width(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += width(string(r)); n > most-2 {
			return s[:i] + "…"
		}
	}
	return s
}

// wrapped writes a text behind a label, broken to the width of the screen and
// hung below itself.
func wrapped(b *strings.Builder, label, text string) {
	indent := width(label)
	b.WriteString(label)
	n := indent
	for _, r := range text {
		w := width(string(r))
		if n+w > screen {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			n = indent
		}
		b.WriteRune(r)
		n += w
	}
	b.WriteByte('\n')
}
