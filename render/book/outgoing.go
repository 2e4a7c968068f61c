package book

import (
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"ruhu/model"
)

// Outgoing is a list for a department while it is written.
type Outgoing struct {
	model.Outgoing
	Roster *model.Roster
	Year   int
	Phone  bool  // 联系电话 goes with it
	Old    Notes // what stands there, with answers
}

// Count is how many persons, or households, it lists.
func (o *Outgoing) Count() (n int) {
	for range o.records() {
		n++
	}
	return n
}

// outgoingEntry is whom a row is about; member is nil where that is the household.
type outgoingEntry struct {
	*model.Household
	member *model.Member
}

// of is the record that an item belongs to.
func (e outgoingEntry) of(in *model.Indicator) *model.Record {
	if in.Scope == model.OfMember {
		if e.member == nil {
			return nil
		}
		return &e.member.Record
	}
	return &e.Household.Record
}

// now is what the roster says of an item; a certificate of the disabled may stand in
// the place of the identity number.
func (e outgoingEntry) now(in *model.Indicator) string {
	if text := e.of(in).Text(in.Code); text != "" || in.Code != model.CodeCertNumber || e.member == nil {
		return text
	}
	c, _, _ := e.member.DisabilityCertificate()
	return c.Whole
}

// records gives whom the list is about. 边缘户 are none of 建档立卡, and nobody
// outside is to see who they are.
func (o *Outgoing) records() iter.Seq[outgoingEntry] {
	persons := o.Scope(o.Roster.Data.Codebook) == model.OfMember
	return func(yield func(outgoingEntry) bool) {
		for h := range o.Roster.Each {
			switch {
			case !h.Registered():
			case !persons:
				if !yield(outgoingEntry{h, nil}) {
					return
				}
			default:
				for _, m := range h.Members {
					if o.Concerns(m, o.Year) && !yield(outgoingEntry{h, m}) {
						return
					}
				}
			}
		}
	}
}

// nowHead is the head of what the roster says of an item. The item stands in brackets,
// so that reading the list again takes only the answer for the item.
func nowHead(in *model.Indicator) string { return "名册现值（" + in.Label + "）" }

// cardWidth is that of a column of identity numbers, the widest one.
const cardWidth = 20

// longestDropDown is how long a list may be that stands in a rule.
const longestDropDown = 250

// WriteOutgoing writes the list: who it is, what the roster says now, and a column for
// each answer, which --against reads when the list comes back.
func WriteOutgoing(w io.Writer, o Outgoing) error {
	cb := o.Roster.Data.Codebook
	t := &outgoingTable{cb: cb, Table: Table{
		Name: o.Name + "核对", Banner: "请" + o.Name + "部门核对：黄色的列与本部门数据不一致的请填写，一致的也请照填；不要改动列名",
		Filter: true, Height: 22, Freeze: 4,
		about: []string{"行政村名称", "户编号", HeadText(cb, "", model.CodeName), HeadText(cb, "", model.CodeIdentity)},
	}}
	t.add(texts(cb.Lookup(model.CodeVillage).Label, 11), func(e outgoingEntry) string { return villageShown(e.Household) })
	t.item(model.CodeNumber)
	t.add(texts(cb.Lookup(model.CodeHeadName).Label, 10), func(e outgoingEntry) string { return e.HeadName() })
	who := []model.Code{model.CodeName, model.CodeIdentity}
	if o.Scope(cb) != model.OfMember {
		t.add(texts(cb.Lookup(model.CodeHeadID).Label, 22), func(e outgoingEntry) string { return cardOnly(e.HeadIdentity()) })
		t.about = []string{"行政村名称", "户编号", cb.Lookup(model.CodeHeadName).Label, cb.Lookup(model.CodeHeadID).Label}
		who = nil
	}
	if o.Phone {
		who = append(who, model.CodePhone)
	}
	for _, c := range append(who, o.Show...) {
		t.item(c)
	}
	now, answer := 14.0, 14.0
	if len(o.Items) > 3 { // or a row would take two pages
		now, answer = 9, 10
	}
	for _, code := range o.Items {
		t.question(code, now, answer)
	}
	t.Rows = func(yield func(Row) bool) {
		for e := range o.records() {
			row := Row{Cells: make([]any, len(t.cells))}
			for i, text := range t.cells {
				row.Cells[i] = text(e)
			}
			if !yield(row) {
				return
			}
		}
	}
	return WriteTables(w, o.Old.join(t.Table)...)
}

// outgoingTable is the sheet of an outgoing list, and what stands in its columns.
type outgoingTable struct {
	Table
	cb    *model.Codebook
	cells []func(outgoingEntry) string
}

func (t *outgoingTable) add(c Column, text func(outgoingEntry) string) {
	t.Columns, t.cells = append(t.Columns, c), append(t.cells, text)
}

// item adds what the roster says of an item, where the codebook has it.
func (t *outgoingTable) item(code model.Code) {
	in := t.cb.Lookup(code)
	if in == nil {
		return
	}
	t.add(Column{Head: HeadText(t.cb, "", code), Width: min(rosterWidth(in, in.Label), cardWidth)}, func(e outgoingEntry) string {
		r := e.of(in)
		switch {
		case r == nil:
			return ""
		case code == model.CodeIdentity:
			return cardOnly(r.Text(code))
		}
		return r.Text(code)
	})
}

// question adds an item as it is now, and a column for what the department answers.
func (t *outgoingTable) question(code model.Code, now, answer float64) {
	in := t.cb.Lookup(code)
	if in.Kind == model.Identity {
		now, answer = cardWidth+2, cardWidth+2 // certificates of the disabled have 22 digits
	}
	t.add(Column{Head: nowHead(in), Width: now, Center: true, Shut: "这是花名册现有的内容。与本部门数据不一致的，请填在右边黄色的列"}, func(e outgoingEntry) string { return e.now(in) })
	t.add(Column{Head: HeadText(t.cb, "", code), Width: answer, Fill: true, Choices: choices(in)}, func(outgoingEntry) string { return "" })
}

// cardOnly gives the identity number within a certificate of the disabled: that
// somebody has one is for 残联 only.
func cardOnly(text string) string {
	if c := model.CardOf(text); c != "" {
		return c
	}
	return text
}

func villageShown(h *model.Household) string {
	if name := villageName(h); name != model.NoVillage {
		return name
	}
	return ""
}

// choices are the answers of an item, where they are few enough for a rule.
func choices(in *model.Indicator) []string {
	out := in.Labels()
	if utf8.RuneCountInString(strings.Join(out, ","))+1 > longestDropDown || in.Kind == model.Multiple {
		return nil
	}
	return out
}
