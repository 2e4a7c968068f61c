package app

import (
	"context"
	"fmt"
	"runtime"
	"strconv"

	"ruhu/cmd/internal/settings"
	"ruhu/model"
	"ruhu/model/check"
)

// judge applies every rule to a roster: the rules of model/check, and those that had
// nothing to go by. The error is that of the context; the result is not whole then.
func judge(ctx context.Context, r *model.Roster, year int, c *settings.Config) (check.Result, error) {
	o := rules(year, c)
	o.Context = ctx
	return check.Run(r, o), ctx.Err()
}

// rules is what the rules of a year go by.
func rules(year int, c *settings.Config) check.Options {
	from, to := c.IncomePeriod()
	return check.Options{Year: year, Standard: c.Standard, Ceiling: c.Ceiling, From: from, To: to, Jobs: runtime.GOMAXPROCS(0)}
}

// doubtfulYear warns when the roster is plainly of another year than the one
// that is printed: when it knows of help or households lifted in a later year,
// or of help, but of none in that year. That nobody was lifted lately says
// nothing.
func doubtfulYear(r *model.Roster, year int) model.Problems {
	helped, lifted := newestYear(r)
	found := helped
	if lifted.year > year && lifted.year > helped.year {
		found = lifted
	}
	if found.year == 0 || found.year == year {
		return nil
	}
	return model.Problems{{
		Severity: model.Warning, Rule: "year-doubtful", Pos: found.pos,
		Field: found.field, Code: found.code, Value: strconv.Itoa(found.year),
		Message: fmt.Sprintf("名册里最新的%s是 %d 年（%d 处），现在按 %d 年打印", found.field, found.year, found.times, year),
		Hint: fmt.Sprintf("若名册是 %d 年的，请加上 --year %d，或在 %s 中写 year: %d；若按 %d 年打印无误，不必处理",
			found.year, found.year, settings.FileName, found.year, year),
	}}
}

// newest is the latest year that a column of the roster names.
type newest struct {
	code  model.Code
	field string
	year  int
	times int
	pos   model.Pos
}

// note takes a year into account. Only the years of the register count: a slip
// of the pen in one cell is not what the roster is about.
func (n *newest) note(r *model.Record) {
	y := model.ParseYear(r.Text(n.code))
	switch {
	case y < settings.FirstYear || y > settings.LastYear:
	case y > n.year:
		n.year, n.times, n.pos = y, 1, r.Pos(n.code)
	case y == n.year:
		n.times++
	}
}

// newestYear gives the latest year of help and of lifting.
func newestYear(r *model.Roster) (helped, lifted newest) {
	helped = newest{code: model.CodeYear, field: "帮扶年度"}
	lifted = newest{code: model.CodeLifted, field: "脱贫年度"}
	for h := range r.Each {
		lifted.note(&h.Record)
		for _, m := range h.Measures {
			helped.note(m)
		}
	}
	return helped, lifted
}
