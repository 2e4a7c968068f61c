package roster

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// Why rows gave nothing to the roster, in words for the user.
const (
	skipTotal       = "合计、小计行"
	skipHead        = "重复的表头"
	skipTitle       = "标题行"
	skipUnits       = "表头下的单位、栏次行"
	skipStrange     = "没有可识别的内容"
	skipRemark      = "表下的说明、备注、页码等"
	skipSign        = "签字、填表人等"
	skipRule        = "只有横线，没有内容"
	skipExample     = "填写示例"
	skipInstruction = "填写说明"
	skipSeparator   = "写明村、组的分段行，下面各行都归它"
	skipSerial      = "只有序号，没有内容"
	skipVillage     = "没有填行政村"
	skipOrphan      = "找不到所属的户"
	skipBelow       = "表下面的另一张表"
	skipOverused    = "户编号用在太多的户上"
)

// skipGone is the reason of persons whose 生存状态 says that they are no members.
func skipGone(state string) string { return "生存状态为“" + state + "”，不算家庭成员" }

// skipWords say to the user what rows of a reason are, and what to do.
var skipWords = map[string][2]string{
	skipTotal:       {"是合计行", "合计由程序计算，不必填写"},
	skipHead:        {"是重复的表头", "不必处理；打印前也可以删去"},
	skipTitle:       {"是标题", "不必处理；打印前也可以删去"},
	skipExample:     {"是填写示例", "若是真的一户、一人，请删去“示例”、“例”等字样；打印前也可以删去这一行"},
	skipInstruction: {"是填写说明", "不必处理；打印前也可以删去"},
	skipStrange:     {"没有可识别的内容", "若是一户或一人的资料，请把内容填在对应的列里"},
}

// skipRow accounts for a row that gives nothing to the roster.
func skipRow(account *model.SheetReading, row int, reason string) {
	i := slices.IndexFunc(account.Skipped, func(s model.SkippedRows) bool { return s.Reason == reason })
	if i < 0 {
		account.Skipped = append(account.Skipped, model.SkippedRows{Reason: reason})
		i = len(account.Skipped) - 1
	}
	account.Skipped[i].Rows = append(account.Skipped[i].Rows, row)
}

// shapeWords say what a row of a sheet stands for.
var shapeWords = map[model.Scope]string{
	model.OfMember: "一人一行", model.OfHousehold: "一户一行", model.OfVillage: "一村一行", model.OfMeasure: "一项帮扶措施一行",
	model.OfHelper: "一位帮扶责任人一行", model.OfAddition: "一位自然增加的成员一行", model.OfRemoval: "一位自然减少的成员一行",
}

// passed makes the reading of a sheet that holds nothing of a roster.
func passed(file string, t sheet.Sheet) *model.SheetReading {
	told := begin(file, t)
	if t.Notes().Hidden {
		told.Notes = []string{"这张工作表是隐藏的"}
	}
	return told
}

// begin makes the reading of a sheet.
func begin(file string, t sheet.Sheet) *model.SheetReading {
	return &model.SheetReading{Source: model.Source{File: file, Sheet: t.Name()}, Kind: t.Notes().Kind}
}

// reportNotes tells, once the sheet has been read whole, what a person who looks at it
// does not see, in one 提醒 before all that was found in its rows.
func (r *reader) reportNotes() {
	n := r.t.Notes()
	errors, others := r.faultsOf(n.Errors, "formula-error", "公式出错 %d 处，读作空（%s）", "请改正公式，或改填内容本身，再读")
	twice, rest := r.faultsOf(n.Twice, "cell-twice", "有 %d 格在文件里写了两次、内容不同，读了后一次的（%s）", "请用 Excel 或 WPS 打开核对这些格，另存后再读")
	n.Errors, n.Twice = others, rest
	words := noteWords(n)
	r.account.Notes = slices.Concat(words, r.account.Notes)
	if len(words) > 0 {
		f := find(model.Warning, "sheet-notes", model.Pos{File: r.file, Sheet: r.t.Name()}, "%s", strings.Join(words, "；"))
		r.c.findings = slices.Insert(r.c.findings, r.noted, *f.advise("请核对这些内容是否应当读入"))
	}
	r.c.findings = slices.Concat(r.c.findings, errors, twice)
}

// noteWords puts the notes of a sheet into words.
func noteWords(n sheet.Notes) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if n.Hidden {
		add("这张工作表是隐藏的，也已读入")
	}
	if len(n.HiddenRows) > 0 {
		add("第 %s 行是隐藏的（或被筛选掉），也已读入", model.RowList(n.HiddenRows))
	}
	if len(n.HiddenCols) > 0 {
		names := make([]string, 0, len(n.HiddenCols))
		for _, col := range n.HiddenCols[:min(maxNamed, len(n.HiddenCols))] {
			names = append(names, model.ColumnName(col))
		}
		add("%s 列是隐藏的，也已读入", strings.Join(names, "、"))
	}
	if n.Uncached.Count > 0 {
		add("有 %d 个公式没有算出的值，读作空（%s）；请用 Excel 或 WPS 打开后保存再读", n.Uncached.Count, strings.Join(cellNames(n.Uncached), "、"))
	}
	for _, of := range [...]struct {
		words string
		cells sheet.Cells
	}{
		{"公式出错 %d 处，读作空（%s）；请改正公式后再读", n.Errors},
		{"合并单元格下面盖住了 %d 格与看得见的不同的内容，没有读入（%s）", n.Covered},
		{"有 %d 格的字划了删除线，也已读入（%s）", n.Struck},
		{"有 %d 格文字超过 32767 个字（单元格的上限），只读了前面的（%s）", n.Cut},
		{"有 %d 格在文件里写了两次、内容不同，读了后一次的（%s）", n.Twice},
	} {
		if of.cells.Count > 0 {
			add(of.words, of.cells.Count, cellWords(of.cells))
		}
	}
	if n.External {
		add("有公式引用了别的工作簿，读到的是上次算出的值")
	}
	return append(out, n.Oddities...)
}

// underMerge says, of a sheet that was not read, which merged range hides something
// that may have been its heads; empty where none does.
func underMerge(t sheet.Sheet) string {
	covered := t.Notes().Covered
	if covered.Count == 0 {
		return ""
	}
	at := covered.First[0]
	for _, s := range t.Merged() {
		if at.Row >= s.Row1 && at.Row <= s.Row2 && at.Col >= s.Col1 && at.Col <= s.Col2 {
			return fmt.Sprintf("；工作表“%s”的合并单元格 %s:%s 盖住了 %s 等格的内容，看不见的不读，请取消合并", t.Name(),
				model.CellName(s.Col1, s.Row1), model.CellName(s.Col2, s.Row2), model.CellName(at.Col, at.Row))
		}
	}
	return ""
}

// cellNames are the first of some cells.
func cellNames(c sheet.Cells) (names []string) {
	const most = 5
	for _, at := range c.First[:min(most, len(c.First))] {
		names = append(names, model.CellName(at.Col, at.Row))
	}
	return names
}

// cellWords names the first of some cells, and how many there are.
func cellWords(c sheet.Cells) string {
	names := cellNames(c)
	return some(names, c.Count)
}

// faultsOf makes a 错误 of the cells in each column of names, numbers and villages:
// where those are in doubt nobody can be told apart. say tells, of how many cells
// and which, what is wrong. others are the cells in other columns.
func (r *reader) faultsOf(all sheet.Cells, rule, say, hint string) (faults []finding, others sheet.Cells) {
	byCol := make(map[int]sheet.Cells)
	others.Count = all.Count
	for _, at := range all.First {
		if r.columnThat(at.Col) == nil {
			others.First = append(others.First, at)
			continue
		}
		c := byCol[at.Col]
		c.Count, c.First = c.Count+1, append(c.First, at)
		byCol[at.Col] = c
		others.Count--
	}
	if len(others.First) == 0 {
		others.Count = 0 // more of what the faults name
	}
	for _, col := range slices.Sorted(maps.Keys(byCol)) {
		in, c := r.columnThat(col), byCol[col]
		f := find(model.Fault, rule, r.cellPos(col, c.First[0].Row),
			"“%s”列"+say, in.Name(), c.Count, cellWords(c))
		faults = append(faults, *f.about(in.Code, "").advise(hint))
	}
	return faults, others
}

// columnThat gives the item of a column that tells persons, households or villages
// apart; nil for all others.
func (r *reader) columnThat(col int) *model.Indicator {
	for _, c := range r.cols.list {
		if c.col != col {
			continue
		}
		switch c.in.Code {
		case model.CodeName, model.CodeHeadName, model.CodeLeaver, model.CodeNumber, model.CodePerson, model.CodeVillage, model.CodeDivision:
			return c.in
		}
		if c.in.Kind == model.Identity {
			return c.in
		}
	}
	return nil
}

// reportSkipped tells which rows of the sheet were passed over.
func (r *reader) reportSkipped() {
	for _, s := range r.account.Skipped {
		unread, of := "未读入", "行"
		words, ok := skipWords[s.Reason]
		switch {
		case s.Reason == skipHead:
			unread = "未作为数据读入"
		case strings.HasPrefix(s.Reason, string(model.CodeState)):
			words, of = [2]string{s.Reason, "请核对；仍在世、仍在户的请改正生存状态"}, "人"
		case !ok:
			continue
		}
		r.c.warn("row-skipped", r.cellPos(1, s.Rows[0]), "第 %s 行%s，%s（共 %d %s）", model.RowList(s.Rows), words[0], unread, len(s.Rows), of).
			advise(words[1])
	}
}
