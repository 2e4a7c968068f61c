package visit

import (
	"slices"
	"strings"

	"ruhu/model"
)

// The sheets of a return workbook, in order. The last three are hidden.
const (
	GuideSheet      = "填写说明"
	ResultSheet     = "户核实结果"
	ReportSheet     = "上级反馈" // only where a list from above was printed
	ReliefSheet     = "大病医疗救助"
	MeasureSheet    = "帮扶措施更正"
	CorrectionSheet = "更正登记"
	VillageSheet    = "村信息更正" // only where a form that compares the village's items was printed
	AdditionSheet   = "自然增加"
	RemovalSheet    = "自然减少"
	NewSheet        = "新识别户"
	NewMemberSheet  = "新识别成员"
	NewHelperSheet  = "新识别责任人"

	PaperSheet  = "打印信息"  // what was printed for whom, and each household's fingerprint
	SystemSheet = "系统值"   // the values as they were printed
	OptionSheet = "指标选项"  // how each item is written, and its answers
	OriginSheet = "花名册文件" // what was printed from; in 打印登记 too
)

// Sheets are those that a person fills in, in order.
var Sheets = []string{
	ResultSheet, ReportSheet, ReliefSheet, MeasureSheet, CorrectionSheet, VillageSheet, AdditionSheet, RemovalSheet, NewSheet, NewMemberSheet, NewHelperSheet,
}

// Format stands in every row of PaperSheet: a workbook without it is not ours,
// and one of a later layout is told apart.
const Format = "ruhu-return-2"

// FirstFormat is the layout without MeasureSheet.
const FirstFormat = "ruhu-return-1"

// The heads of columns that carry no indicator.
const (
	HeadNumber    = "表号"
	HeadHousehold = "户编号"
	HeadGroup     = "组"
	HeadHead      = "户主"
	HeadSize      = "人口"
	HeadResult    = "核实结果"
	HeadDate      = "入户日期"
	HeadVisitor1  = "核实人1"
	HeadVisitor2  = "核实人2"
	HeadOpinion   = "拟办意见"
	HeadRemark    = "备注"
	HeadPerson    = "姓名"
	HeadIdentity  = "证件号码"
	HeadRelation  = "与户主关系"
	HeadNow       = "系统现有值"
	HeadRelief    = "是否享受大病医疗救助"
	HeadSubject   = "更正对象"
	HeadItem      = "指标"
	HeadSystem    = "系统值"
	HeadManner    = "填法"
	HeadChosen    = "核实值（选择）"
	HeadWritten   = "核实值（填写）"
	HeadRow       = "查找行"
	HeadTemporary = "临时编号"
	HeadForm      = "表代号"
	HeadTitle     = "表名"
	HeadMark      = "指纹"
	HeadYear      = "年度"
	HeadVillage   = "行政村"
	HeadDivision  = "行政区划代码"
	HeadFormat    = "格式"
	HeadCount     = "行数"
	HeadFile      = "文件"
	HeadAction    = "处理"
)

// CodeRelief is the item that the notice wants collected from every person
// (附件1 二(四)).
const CodeRelief model.Code = "是否享受大病医疗救助"

// Result is what came of a visit.
type Result string

// The results of a visit.
const (
	Agrees    Result = "全部一致"
	Corrected Result = "有更正"
	NotMet    Result = "未入户" // to be visited again
	Refused   Result = "拒访"
	Moved     Result = "整户迁出"
	Gone      Result = "整户消亡"
)

// Results are all of them, as the drop-down offers them.
var Results = []Result{Agrees, Corrected, NotMet, Refused, Moved, Gone}

// Final reports a result with which the household's papers are back.
func (r Result) Final() bool {
	return r == Agrees || r == Corrected || r == Moved || r == Gone
}

// Opinion is what the village proposes for a household, and the word of
// 本年度变动 that it would be if it were decided.
type Opinion struct{ Label, Change string }

// Opinions are all of them.
var Opinions = []Opinion{{"拟脱贫", "脱贫"}, {"拟返贫", "返贫"}, {"拟回退", "回退"}, {"维持不变", ""}}

// Column is one column of a sheet.
type Column struct {
	Head string
	Code model.Code // the indicator that it carries, if it does
	// Fill marks a column that people fill in; the others are locked.
	Fill bool
	// Answers are the drop-down of a column without an indicator.
	Answers []string
	// Prefilled marks a column to be filled in that the program fills in in some rows:
	// what stands there alone does not make a row one that somebody filled in.
	Prefilled bool
	// Number marks a column of whole numbers that the program fills in.
	Number bool
}

// Columns gives the columns of a sheet, in order; nil for any other sheet.
func Columns(cb *model.Codebook, sheet string) []Column {
	own := func(fill bool, heads ...string) []Column {
		out := make([]Column, len(heads))
		for i, h := range heads {
			out[i] = Column{Head: h, Fill: fill, Number: h == HeadSize || h == HeadRow || h == HeadCount || h == HeadLine}
		}
		return out
	}
	switch sheet {
	case ResultSheet:
		opinion := Column{Head: HeadOpinion, Fill: true}
		for _, o := range Opinions {
			opinion.Answers = append(opinion.Answers, o.Label)
		}
		return slices.Concat(own(false, HeadNumber, HeadHousehold, HeadGroup, HeadHead, HeadSize),
			[]Column{choice(HeadResult, Results)},
			own(true, HeadDate, HeadVisitor1, HeadVisitor2), []Column{opinion}, own(true, HeadRemark))
	case ReportSheet:
		return slices.Concat(
			own(false, HeadNumber, HeadHousehold, HeadHead, HeadPerson, HeadReport, HeadLimit, HeadList, HeadLine),
			[]Column{choice(HeadFound, Verdicts)}, own(true, HeadDeed, HeadDone))
	case ReliefSheet:
		return slices.Concat(
			own(false, HeadNumber, HeadHousehold, HeadHead, HeadPerson, HeadRelation, HeadIdentity, HeadNow),
			[]Column{{Head: HeadRelief, Code: CodeRelief, Fill: true}},
			own(true, HeadRemark))
	case MeasureSheet:
		return measureColumns(cb, own)
	case CorrectionSheet:
		return slices.Concat(own(true, HeadNumber), own(false, HeadHead), own(true, HeadSubject, HeadItem),
			own(false, HeadSystem, HeadManner), own(true, HeadChosen, HeadWritten, HeadRemark), own(false, HeadRow))
	case VillageSheet:
		return append(own(false, HeadNumber, HeadItem, HeadSystem, HeadManner), own(true, HeadWritten, HeadRemark)...)
	case AdditionSheet:
		return slices.Concat(own(true, HeadNumber), own(false, HeadHead), items(cb, true, AdditionCodes(cb)), own(true, HeadRemark))
	case RemovalSheet:
		return slices.Concat(own(true, HeadNumber), own(false, HeadHead),
			items(cb, true, cb.Codes(model.OfRemoval)), own(true, HeadRemark), own(false, HeadRow))
	case NewSheet:
		return slices.Concat([]Column{{Head: HeadTemporary, Fill: true, Prefilled: true}}, items(cb, true, NewCodes(cb)),
			own(true, HeadDate, HeadVisitor1, HeadVisitor2, HeadRemark))
	case NewMemberSheet:
		return append(own(true, HeadTemporary), items(cb, true, MemberItems(cb))...)
	case NewHelperSheet:
		return append(own(true, HeadTemporary), items(cb, true, cb.Codes(model.OfHelper))...)
	case PaperSheet:
		return own(false, HeadNumber, HeadForm, HeadTitle, HeadHousehold, HeadHead, HeadMark, HeadYear, HeadVillage, HeadDivision, HeadFormat)
	case OriginSheet:
		return own(false, HeadFile, HeadMark)
	case SystemSheet:
		out := own(false, HeadNumber, HeadHousehold, HeadCount, HeadSubject)
		out = append(out, items(cb, false, HouseholdItems(cb))...)
		return append(out, items(cb, false, MemberItems(cb))...)
	}
	return nil
}

// Action is what is to be done with a measure.
type Action string

// The actions.
const (
	Corrects Action = "更正"
	Strikes  Action = "删除"
	Adds     Action = "新增"
)

// Actions are all of them, as the drop-down offers them.
var Actions = []Action{Corrects, Strikes, Adds}

// PrintedHead is the head of the column in which an item of a measure stands as it
// was printed.
func PrintedHead(in *model.Indicator) string { return "系统：" + in.Label }

// measureColumns are whose the measure is, what was printed of it, what is to be
// done, and its items to be corrected or, of a new one, filled in.
func measureColumns(cb *model.Codebook, own func(bool, ...string) []Column) []Column {
	codes := cb.Codes(model.OfMeasure)
	out := append([]Column{{Head: HeadNumber, Fill: true, Prefilled: true}}, own(false, HeadHousehold, HeadHead)...)
	for _, c := range codes {
		out = append(out, own(false, PrintedHead(cb.Lookup(c)))...)
	}
	return slices.Concat(out, []Column{choice(HeadAction, Actions)}, items(cb, true, codes), own(true, HeadRemark))
}

// choice is a column to be filled in from a drop-down.
func choice[T ~string](head string, answers []T) Column {
	c := Column{Head: head, Fill: true}
	for _, a := range answers {
		c.Answers = append(c.Answers, string(a))
	}
	return c
}

func items(cb *model.Codebook, fill bool, codes []model.Code) []Column {
	out := make([]Column, len(codes))
	for i, c := range codes {
		out[i] = Column{Head: Title(cb.Lookup(c)), Code: c, Fill: fill}
	}
	return out
}

// Title is how the workbook calls an item: as the forms print it. The parts of
// the address say that they are, since 村 alone means many things, and what is
// asked about the helper or the person who left says whose it is.
func Title(in *model.Indicator) string {
	switch {
	case in.Coded():
		return in.Title()
	case strings.HasPrefix(string(in.Code), "地址"):
		return "住址：" + in.Title()
	case in.Scope == model.OfHelper:
		return string(in.Code)
	}
	return in.Title()
}

// HouseholdItems are the household's items that can be corrected, in the
// codebook's order. What the program or another sheet decides is not among
// them: 户编号, the head's name and certificate (corrected as the person's),
// 家庭人口数, 监测类型 (for internal use only).
func HouseholdItems(cb *model.Codebook) []model.Code {
	return cb.Codes(model.OfHousehold, model.CodeNumber, model.CodeHeadName, model.CodeHeadID,
		"家庭人口数", model.CodeMonitor)
}

// VillageItems are a village's items that can be corrected: not its name and
// 行政区划代码, by which it is known.
func VillageItems(cb *model.Codebook) []model.Code {
	return cb.Codes(model.OfVillage, model.CodeVillage, model.CodeDivision)
}

// MemberItems are a person's items that can be corrected, and the columns of 附件2's
// members.
func MemberItems(cb *model.Codebook) []model.Code {
	return cb.Codes(model.OfMember, model.CodePerson, CodeRelief)
}

// AdditionCodes are the columns of 附件3: the reason stands behind A51. Who is
// new has no 人编号 yet.
func AdditionCodes(cb *model.Codebook) []model.Code {
	own := cb.Codes(model.OfMember, model.CodePerson, CodeRelief, "成员联系电话")
	at := slices.Index(own, model.CodeMedicalAid) + 1
	if at == 0 {
		at = len(own)
	}
	return slices.Insert(own, at, cb.Codes(model.OfAddition)...)
}

// NewCodes are the household's items of 附件2: all but those that only a
// registered household has.
func NewCodes(cb *model.Codebook) []model.Code {
	return cb.Codes(model.OfHousehold, model.CodeNumber, model.CodeHeadName, model.CodeHeadID, "家庭人口数",
		model.CodeStatus, "脱贫年度", model.CodeChange, model.CodeRelapse, model.CodeMonitor)
}

// Nothing is written where an item is to be empty.
const Nothing = "（应为空）"

// Kind says how a value is written, in the words of the column 填法, so that the
// sheet itself can refuse what collecting would.
type Kind string

// The kinds.
const (
	Closed  Kind = "选一项"
	Open    Kind = "可选可填"
	Several Kind = "可选多项"
	Amount  Kind = "填数字" // from 0 on
	Card    Kind = "填号码" // a certificate number of 18, 20 or 22 signs
	Words   Kind = "填文字"
)

// KindOf gives the kind of an item.
func KindOf(in *model.Indicator) Kind {
	switch {
	case in.Kind == model.Multiple:
		return Several
	case in.IsChoice() && in.Open:
		return Open
	case in.IsChoice():
		return Closed
	case in.Kind == model.Number || in.Kind == model.Money || in.Kind == model.Area || in.Kind == model.Year:
		return Amount
	case in.Kind == model.Identity:
		return Card
	}
	return Words
}
