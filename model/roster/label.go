package roster

import (
	"slices"

	"ruhu/model"
)

// Labels tells what the labels of a form mean, by the rules by which the heads of
// rosters are read. It is not safe for concurrent use.
type Labels struct{ x *headIndex }

// NewLabels knows the labels of a codebook, and those to which the user gave a
// meaning. The error is a *MapError where such a meaning does not exist.
func NewLabels(cb *model.Codebook, heads map[string]model.Code) (*Labels, error) {
	x, err := newHeadIndex(cb, heads)
	if err != nil {
		return nil, err
	}
	return &Labels{x}, nil
}

// Find gives the items of some scopes that a label may mean, the likeliest first.
// The heading is what stands over it and itself, from the group down. The first
// scope is what is spoken of: only where it is the helpers does 联系电话 mean theirs.
func (l *Labels) Find(scopes []model.Scope, headings ...string) []*model.Indicator {
	list, _ := l.x.meaning(headings, &shape{own: scopes[0], scopes: scopes, heads: ownHeads[scopes[0]]})
	if len(list) > 1 && slices.Contains(list[1:], list[0]) {
		list = list[:1] // known by a group and by itself
	}
	return list
}

// ownHeads are labels that mean something else among persons.
var ownHeads = map[model.Scope]map[string]model.Code{
	model.OfMember:   withHeads(memberHeads, map[string]model.Code{"联系电话": "成员联系电话", "电话": "成员联系电话"}),
	model.OfAddition: {"联系电话": "成员联系电话", "电话": "成员联系电话"},
}

// Group gives the scope of the group of fields that a title names, such as
// 家庭成员信息; false where it names none.
func (l *Labels) Group(title string) (model.Scope, bool) {
	g := l.x.groupOf(title)
	if g == nil {
		return "", false
	}
	return g.scopes[0], true
}

// IsSerial reports the head of a column that counts the rows.
func (l *Labels) IsSerial(label string) bool { return serials[foldHead(label)] }

// IsPerson reports a text that looks like somebody's name.
func (l *Labels) IsPerson(text string) bool { return looksNamed(text) }

// Year gives the year that a label names (2018年人均纯收入), 0 where it names none.
func (l *Labels) Year(label string) int { return yearOf(label) }
