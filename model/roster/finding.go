package roster

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// finding is a problem whose household is known only at the end.
type finding struct {
	model.Problem
	draft  *draft
	member *model.Member
	number string
}

// find makes a finding of a rule; the words are those of fmt.Sprintf.
func find(how model.Severity, rule string, at model.Pos, format string, args ...any) finding {
	return finding{Problem: model.Problem{Severity: how, Rule: rule, Pos: at, Message: fmt.Sprintf(format, args...)}}
}

// fault keeps a 错误 and gives it, until the next is kept, for what else it says.
func (c *collector) fault(rule string, at model.Pos, format string, args ...any) *finding {
	return c.keepFinding(find(model.Fault, rule, at, format, args...))
}

// warn is fault for a 提醒.
func (c *collector) warn(rule string, at model.Pos, format string, args ...any) *finding {
	return c.keepFinding(find(model.Warning, rule, at, format, args...))
}

// hold holds a household back, and says why.
func (c *collector) hold(d *draft, rule string, at model.Pos, format string, args ...any) *finding {
	d.held = true
	return c.fault(rule, at, format, args...).of(d).about(model.CodeNumber, d.Number())
}

func (c *collector) keepFinding(f finding) *finding {
	c.findings = append(c.findings, f)
	return &c.findings[len(c.findings)-1]
}

func (f *finding) of(d *draft) *finding { f.draft = d; return f }

func (f *finding) in(m *model.Member) *finding { f.member = m; return f }

// about names the item, empty for none, and the text in question.
func (f *finding) about(item model.Code, value string) *finding {
	f.Code, f.Value = item, value
	return f
}

// advise says what to do.
func (f *finding) advise(hint string) *finding { f.Hint = hint; return f }

// mostCells bounds how many cells a message names, maxNamed how many other things.
const (
	mostCells = 8
	maxNamed  = 30
)

// places counts things, and keeps what the first of them are called.
type places struct {
	count int
	first []string
}

func (p *places) add(name string) {
	if p.count++; len(p.first) < mostCells {
		p.first = append(p.first, name)
	}
}

func (p *places) String() string { return some(p.first, p.count) }

// some names the first of count things.
func some(first []string, count int) string {
	words := strings.Join(first, "、")
	if count > len(first) {
		words += " 等"
	}
	return words
}

// listRules are the findings that a list of persons to compare with can have:
// what it lacks or has besides is no fault of it.
var listRules = []string{"id-truncated", "sheet-skipped", "row-skipped", "column-twice", "state-unknown", "row-without-household"}

// problems fills in whose the findings are.
func (c *collector) problems() model.Problems {
	out := make(model.Problems, 0, len(c.findings))
	heads := make(map[*model.Household]string) // looked for once a household, not once a finding
	for i := range c.findings {
		f := &c.findings[i]
		if c.list && !slices.Contains(listRules, f.Rule) {
			continue
		}
		if h := f.household(c); h != nil {
			if _, known := heads[h]; !known {
				heads[h] = h.HeadName()
			}
			f.Subject, f.Household, f.Head = h, h.Number(), heads[h]
		} else if f.Household == "" {
			f.Household = f.number
		}
		if f.member != nil {
			f.Person = f.member.Name()
		}
		if in := c.data.Codebook.Lookup(f.Code); in != nil && f.Field == "" {
			f.Field = in.Name()
		}
		out.Add(f.Problem)
	}
	return out
}

func (f *finding) household(c *collector) *model.Household {
	switch {
	case f.draft != nil:
		return f.draft.Household
	case f.member != nil && f.member.Household != nil:
		return f.member.Household
	case f.number != "" && c.byNumber[f.number].only() != nil:
		return c.byNumber[f.number].only().Household
	}
	return nil
}
