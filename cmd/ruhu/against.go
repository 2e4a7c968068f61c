package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"ruhu/cmd/internal/app"
)

// againstFlag binds the flag that names what to compare with. A file name may
// hold commas, so that each file needs a flag of its own.
func againstFlag(f *pflag.FlagSet, to *[]string) {
	f.StringArrayVar(to, "against", nil, "与这个`文件`比对：去年的名册，或残联、医保等部门的名单；几个文件就写几次 --against")
}

// problemsFlag binds the flag that names lists of problems from above.
func problemsFlag(f *pflag.FlagSet, to *[]string) {
	f.StringArrayVar(to, "problems", nil, "上级反馈的问题清单`文件`：逐行对到户、到人，列在重点核实事项最前；几份清单就写几次 --problems")
}

// compared tells what comparing with each other roster came to.
func (s *session) compared(sides []app.Side) {
	for _, c := range sides {
		kind := "名单"
		if c.Whole {
			kind = "整本名册"
		}
		line := fmt.Sprintf("与“%s”（%s）比对：对方 %d 人，找到 %d 人、%d 户", c.Name, kind, c.Persons, c.Matched, c.Households)
		switch {
		case c.Matched == 0 && c.Households == 0:
		case c.Differ+c.Blank == 0:
			line += "，没有差异"
		default:
			line += fmt.Sprintf("；不一致 %d 处，本册未填 %d 处", c.Differ, c.Blank)
		}
		s.say("%s", line)
	}
}
