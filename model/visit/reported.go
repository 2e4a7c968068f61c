package visit

import "ruhu/model"

// Reported is a line of a list of problems from above, as a return workbook offers
// it to those who looked into it.
type Reported struct {
	List  string // the list's file
	Row   int    // in the list, 1-based
	Sheet string // number of the household's first paper
	*model.Household
	Person   string // what the workbook calls the person; empty: the household itself
	Text     string // of the problem
	Deadline string
}

// Answer is what a return workbook says of such a line. People alone say whether a
// problem is so: nothing here is derived.
type Answer struct {
	List, Row, Person, Text string // as the workbook has them
	Result, Action, Done    string
	Of                      *model.Household // of the roster as it was given
	At                      model.Pos
}

// The heads of what people say of a line from above, in every workbook.
const (
	HeadList   = "清单"
	HeadLine   = "清单行号"
	HeadReport = "问题"
	HeadLimit  = "时限"
	HeadFound  = "核查结果"
	HeadDeed   = "整改情况"
	HeadDone   = "完成时间"
)

// Verdicts are the answers to a line from above.
var Verdicts = []string{"属实", "不属实"}
