package render

import (
	"fmt"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/doc"
)

// visitTitle is what the visit list is called.
const visitTitle = "入户走访单"

// visitColumns are the columns of the visit list: head, relative width, and
// whether text is set from the left.
var visitColumns = []struct {
	head  string
	width int
	left  bool
}{
	{"序号", 11, false}, {"组", 16, false}, {"户编号", 32, false}, {"户主", 28, false}, {"人口", 11, false},
	{"住址", 62, true}, {"联系电话", 28, false}, {"表格", 34, true}, {"页数", 11, false}, {"走访日期", 22, false}, {"备注", 22, false},
}

// visitList makes the list that a village's file opens with: whom to visit, in
// which order, and how many pages each gets.
func visitList(f *file, o Options) (*doc.Document, error) {
	paper, err := doc.PaperOf(o.Paper, false)
	if err != nil {
		return nil, err
	}
	scale := doc.Length(100)
	if o.Paper == doc.A3 {
		scale = 130
	}
	pt := func(tenths int) doc.Length { return doc.Pt * doc.Length(tenths) / 10 * scale / 100 }
	d := &doc.Document{
		Form: "visit", Title: model.Line(f.village.Name) + visitTitle, Year: o.Year, Paper: paper,
		Subject: doc.Subject{Village: model.Line(f.village.Name), Division: f.village.Division},
		Style:   doc.Scale{Title: pt(160), Heading: pt(105), Text: pt(100), Note: pt(80)},
	}
	if o.Mask {
		d.Stamp = doc.MaskStamp
	}
	stops := visitsOf(f)
	g := &doc.Grid{
		Head: 1, Tracks: tracks(paper.TextWidth()),
		Rows: make([]doc.Row, 0, 1+len(stops)), Cells: make([]doc.Cell, 0, (1+len(stops))*len(visitColumns)),
	}
	text := doc.Style{Face: doc.FaceText, Size: pt(90)}
	var heads []string
	for _, c := range visitColumns {
		heads = append(heads, c.head)
	}
	visitRow(g, doc.Style{Face: doc.FaceHead, Size: pt(90)}, doc.HeadCell, heads)
	households, persons, pages, unread := 0, 0, 0, 0
	for _, v := range stops {
		households++
		persons += len(v.household.Members)
		if len(v.household.Members) == 0 {
			unread++
		}
		pages += v.pages
		visitRow(g, text, doc.ValueCell, v.cells(households, o.Mask))
	}
	sum := fmt.Sprintf("共 %d 户 %d 人", households, persons)
	if unread > 0 {
		sum += fmt.Sprintf("（%d 户的家庭成员没有读到，不在其内）", unread)
	}
	d.Identity = []doc.Inline{{Text: fmt.Sprintf("%s，各户表格 %d 页。", sum, pages)}}
	d.Body = []doc.Block{g}
	return d, nil
}

// tracks are the widths of the columns; the last takes what rounding leaves.
func tracks(width doc.Length) []doc.Length {
	total := 0
	for _, c := range visitColumns {
		total += c.width
	}
	var out []doc.Length
	left := width
	for _, c := range visitColumns {
		out = append(out, width*doc.Length(c.width)/doc.Length(total))
		left -= out[len(out)-1]
	}
	out[len(out)-1] += left
	return out
}

func visitRow(g *doc.Grid, style doc.Style, kind doc.CellKind, texts []string) {
	row := len(g.Rows)
	g.Rows = append(g.Rows, doc.Row{Height: 8 * doc.Mm})
	for i, s := range texts {
		c := doc.Cell{Row: row, Col: i, Rows: 1, Cols: 1, Kind: kind, Style: style, Align: doc.Center, Shade: kind == doc.HeadCell}
		if visitColumns[i].left && kind != doc.HeadCell {
			c.Align = doc.Left
		}
		if s != "" {
			c.Items = []doc.Inline{{Text: s}}
		}
		g.Cells = append(g.Cells, c)
	}
}

// stop is one household of the list.
type stop struct {
	household *model.Household
	forms     []string
	pages     int
}

func visitsOf(f *file) []stop {
	var out []stop
	for _, p := range f.parts {
		if p.household == nil {
			continue
		}
		if len(out) == 0 || out[len(out)-1].household != p.household {
			out = append(out, stop{household: p.household})
		}
		v := &out[len(out)-1]
		v.forms = append(v.forms, p.def.Short)
		v.pages += p.pages
	}
	return out
}

func (v stop) cells(index int, mask bool) []string {
	h := v.household
	phone := model.Line(h.Text(model.CodePhone))
	if mask {
		phone = model.MaskPhone(phone)
	}
	return []string{
		strconv.Itoa(index), model.Line(h.GroupName()), model.Line(h.Number()), model.Line(h.HeadName()), doc.SizeOf(h),
		doc.LocalAddressOf(h), phone, strings.Join(v.forms, "、"), strconv.Itoa(v.pages), "", "",
	}
}
