package roster

import (
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// ownBook is a workbook that this program writes and that is no roster, though it has
// households in it. It is known by its content: people copy and rename.
type ownBook struct {
	name, sheet string
	heads       []string // begin heads in a row of that sheet
	hint        string
	// certain says that nobody else has such heads: they tell also under another name.
	certain bool
}

var ownBooks = []ownBook{
	{"打印登记", "打印登记", []string{"表号", "表名", "页数"}, "几份登记合成一份用 ruhu register merge；汇总时不必写它，打印的文件夹里的自己会读", true},
	{"问题清单", "到户到人", []string{"级别", "问题", "核查结果"}, "问题清单请和花名册一起给出：花名册在前，问题清单写在 --problems 后面", false},
	{"比对差异", "差异", []string{"本册的值", "对方的值"}, ownHint, true},
	{"需维护数据汇总", "逐项", []string{"系统原值", "核实值", "表号"}, ownHint, true},
	{"核实进度", "未收回", []string{"表号", "状态"}, ownHint, false},
	{"总结数据", "全部指标", []string{"怎样统计", "数值"}, ownHint, true},
	{"摸底台账", "摸底台账", []string{"风险类型", "研判意见"}, ownHint, false},
	{"回头看台账", "回头看台账", []string{"缺什么", "建议"}, ownHint, true},
	{"经济薄弱村台账", "经济薄弱村台账", []string{"年末在册", "年末未脱贫"}, ownHint, true},
	{"入户核实回填表", "更正登记", []string{"表号", "更正对象"}, "请用 ruhu collect 汇总", true},
	{"部门核对名单", "核对", []string{"名册现值"}, "部门填好的名单写在 --against 后面", true},
}

const ownHint = "请给出打印它时用的花名册"

// ownRows is how many rows of a sheet are looked at for its heads.
const ownRows = 5

// ownOf gives the kind of this program's own workbook that the sheets are, nil where
// they are none. Only sheets of such names are looked into.
func ownOf(tables []sheet.Sheet) *ownBook {
	for _, t := range tables {
		for i := range ownBooks {
			o := &ownBooks[i]
			if strings.HasSuffix(t.Name(), o.sheet) && o.is(t) {
				return o
			}
		}
	}
	return nil
}

// is reports a sheet with the heads of the kind.
func (o *ownBook) is(t sheet.Sheet) bool {
	rows, found := 0, false
	_ = t.Each(func(_ int, cells []string) bool { // what cannot be read is told by who reads it
		found = o.hasHeads(cells)
		rows++
		return !found && rows < ownRows
	})
	return found
}

// hasHeads reports a row with the heads of the kind.
func (o *ownBook) hasHeads(cells []string) bool {
	return !slices.ContainsFunc(o.heads, func(head string) bool {
		return !slices.ContainsFunc(cells, func(c string) bool { return strings.HasPrefix(model.Squeeze(c), head) })
	})
}

// ownRow gives the kind of own workbook, as a list that is no roster, of whose heads the
// first rows of a sheet have those that nobody else has: the sheet was renamed.
func ownRow(rows []numbered) *foreignList {
	for _, row := range rows[:min(len(rows), ownRows)] {
		for i := range ownBooks {
			if o := &ownBooks[i]; o.certain && o.hasHeads(row.cells) {
				return &foreignList{name: "本程序写出的" + o.name, hint: o.hint}
			}
		}
	}
	return nil
}

// passOwn passes over such a workbook, that was met in a folder.
func (c *collector) passOwn(name string, o *ownBook) {
	c.passedFiles = append(c.passedFiles, name)
	c.warn("sheet-skipped", model.Pos{File: name}, "这个文件是本程序写出的%s，不是花名册，未读入", o.name).advise(o.hint)
}
