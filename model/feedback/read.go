package feedback

import (
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// List is a list of problems as it came: its columns and rows are kept, so that it
// can be given back in the same shape.
type List struct {
	Name  string // the file without its folder
	File  string // as the user named it
	Sheet string
	Heads []string
	Lines []Line
}

// Line is one problem of a list.
type Line struct {
	Row   int // 1-based
	Cells []string
	// What the line says, empty where the list has no such column.
	Number, Village, Head, HeadCard, Name, Card string
	Text                                        string // of the problem
	Item, Expected, Deadline                    string
	// Household and Member are whom it is about; nil where that is not certain, and
	// Trouble says why then.
	Household *model.Household
	Member    *model.Member
	Trouble   string
	// Note is what return workbooks say of it.
	Note Note
}

// headsWithin is how far down the heads of a list may begin.
const headsWithin = 15

// texts are the heads of the column that says what the problem is, the better
// before the worse.
var texts = []string{
	"疑似问题", "问题描述", "问题内容", "具体问题", "存在问题", "反馈问题", "问题明细", "问题情况", "疑点", "问题说明", "问题", "问题名称", "问题类型", "问题类别", "问题分类",
}

var (
	items     = []string{"指标", "指标名称", "问题指标", "涉及指标", "字段", "问题字段"}
	expecteds = []string{"应为", "应填", "正确值", "建议值", "比对值", "部门数据", "核对值"}
	deadlines = []string{"整改时限", "整改期限", "完成时限", "截止时间", "截止日期", "期限", "要求完成时间"}
)

// columns are where a list says what; -1 where it does not.
type columns struct {
	at                             map[model.Code]int
	text, item, expected, deadline int
}

var known = []model.Code{model.CodeNumber, model.CodeVillage, model.CodeHeadName, model.CodeHeadID, model.CodeName, model.CodeIdentity}

// Read reads the list in a file: of its sheets the first with such heads. It is nil
// where none has them. The error is that of package sheet.
func Read(cb *model.Codebook, in sheet.Input, name string) (*List, error) {
	sheets, done, err := sheet.Open(in)
	if err != nil {
		return nil, err
	}
	defer done()
	for _, s := range sheets {
		l := &List{Name: name, File: in.Name, Sheet: s.Name()}
		var c *columns
		err := s.Each(func(row int, cells []string) bool {
			if c == nil {
				if c = columnsOf(cb, cells); c != nil {
					l.Heads = slices.Clone(cells)
				}
				return c != nil || row < headsWithin
			}
			if line := c.line(row, cells); line.says() {
				l.Lines = append(l.Lines, line)
			}
			return true
		})
		s.Release()
		if err != nil {
			return nil, err
		}
		if c != nil {
			return l, nil
		}
	}
	return nil, nil
}

// columnsOf gives the columns of a row of heads; nil where it is none: it must tell
// of a problem and of whom.
func columnsOf(cb *model.Codebook, cells []string) *columns {
	c := &columns{at: make(map[model.Code]int)}
	heads := make([]string, len(cells))
	for i, h := range cells {
		heads[i] = model.Squeeze(h)
	}
	for _, code := range known {
		in := cb.Lookup(code)
		words := append([]string{string(code), in.Label}, in.Heads...)
		c.at[code] = find(heads, words)
	}
	c.text, c.item, c.expected, c.deadline = find(heads, texts), find(heads, items), find(heads, expecteds), find(heads, deadlines)
	who := c.at[model.CodeNumber] >= 0 || c.at[model.CodeIdentity] >= 0 || c.at[model.CodeHeadID] >= 0 || c.at[model.CodeHeadName] >= 0 || c.at[model.CodeName] >= 0
	if c.text < 0 || !who {
		return nil
	}
	return c
}

// find gives the first column with one of the words, the earlier words before the
// later.
func find(heads, words []string) int {
	for _, w := range words {
		if i := slices.Index(heads, model.Squeeze(w)); i >= 0 {
			return i
		}
	}
	return -1
}

func (c *columns) line(row int, cells []string) Line {
	get := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return model.Fold(cells[i])
	}
	return Line{
		Row: row, Cells: slices.Clone(cells),
		Number: get(c.at[model.CodeNumber]), Village: get(c.at[model.CodeVillage]), Head: get(c.at[model.CodeHeadName]),
		HeadCard: get(c.at[model.CodeHeadID]), Name: get(c.at[model.CodeName]), Card: get(c.at[model.CodeIdentity]),
		Text: get(c.text), Item: get(c.item), Expected: get(c.expected), Deadline: get(c.deadline),
	}
}

// says reports a line that is about somebody: not a blank row nor a line below the
// table.
func (l *Line) says() bool {
	return strings.Join([]string{l.Number, l.HeadCard, l.Card, l.Head, l.Name}, "") != "" && (l.Text != "" || l.Card+l.Number != "")
}
