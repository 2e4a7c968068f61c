package output

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/render/book"
)

// DefaultDir is the folder that files go to when the user names none, and
// CollectedDir the one in it for what collecting writes: not among what was
// printed, whose list of problems may carry notes. ReceivedDir, in that, is for return
// workbooks that were sent.
const (
	DefaultDir   = "ruhu-输出"
	CollectedDir = "汇总"
	ReceivedDir  = "收回的回填表"
)

// The workbooks that the program writes beside forms and summaries. What is
// called Base stands before a number, a part or a name.
const (
	RegisterBase    = "打印登记"
	ProblemsBase    = "问题清单"
	ProblemsName    = ProblemsBase + workbook
	DifferencesName = "比对差异" + workbook    // of what comparing came to
	AnswerBase      = "反馈销号表"              // in which a list from above is given back
	FindingsName    = "需维护数据汇总" + workbook // to be keyed into the national system
	VerifiedBase    = "花名册-核实后"            // the roster with what was found
	ProgressName    = "核实进度" + workbook
	FiguresName     = "总结数据" + workbook
	WatchedName     = "边缘户和脱贫监测户摸底台账" + workbook
	ReviewName      = "脱贫对象回头看台账" + workbook
	WeakName        = "经济薄弱村台账" + workbook
	DepartmentBase  = "部门核对-" // the lists that go out to departments

	workbook = ".xlsx"
)

// SupplementName is the text that people fill into the summary of a year: what they
// wrote a year ago must not stand in this year's.
func SupplementName(year int) string { return fmt.Sprintf("%d年度总结补充内容.txt", year) }

// ownNames begin, ownMarks are within, the names of what the program writes
// itself. Such a file is no roster, though it may have a column 户编号 too. The
// empty roster and 花名册-核实后 are rosters, and a department's list may be compared
// with.
var (
	ownNames = []string{RegisterBase, ProblemsBase, AnswerBase, "比对差异", "需维护数据汇总", "核实进度", "总结数据",
		"经济薄弱村台账", "脱贫对象回头看台账", "边缘户和脱贫监测户摸底台账"}
	ownMarks = []string{"-" + book.ReturnName, "-入户资料", "-空白"}
)

// IsOwn reports the name of a workbook that the program wrote, also of a copy of
// it such as 问题清单(1).xlsx.
func IsOwn(base string) bool {
	return strings.EqualFold(filepath.Ext(base), workbook) &&
		(slices.ContainsFunc(ownNames, func(n string) bool { return strings.HasPrefix(base, n) }) ||
			slices.ContainsFunc(ownMarks, func(m string) bool { return strings.Contains(base, m) }))
}

// IsRegister reports the name of a register: 打印登记.xlsx, those of the parts of a
// divided run (打印登记-02-12.xlsx), and one that they were merged into.
func IsRegister(name string) bool {
	return name == RegisterBase+workbook || strings.HasPrefix(name, RegisterBase+"-") && filepath.Ext(name) == workbook
}

// IsReturn reports the name of a return workbook, also of one that was copied or
// numbered.
func IsReturn(name string) bool { return strings.Contains(name, "-"+book.ReturnName) }

// CheckName refuses the name of a workbook that office programs would not open as
// one.
func CheckName(file string) error {
	if strings.EqualFold(filepath.Ext(file), workbook) {
		return nil
	}
	return fault.Wrong("-o 后面要写以 .xlsx 结尾的文件名："+file, "写出的是工作簿，别的文件名 WPS 和 Excel 打不开")
}
