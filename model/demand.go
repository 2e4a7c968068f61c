package model

import (
	"fmt"
	"strings"
)

// Demand is what the codebook asks of the values of an item beyond their kind;
// model/check applies it. The zero Demand asks nothing.
type Demand struct {
	// Required says that the item must be filled in, where the roster asks for it.
	Required bool
	// From narrows Required to persons of that age and over on 31 December, and
	// NoPupils to those who are not at school. Of whom the age is not known, an age
	// asks nothing.
	From     int
	NoPupils bool
	// Unless names a yes/no: of whom that says 是 the item is not asked. Who is insured
	// at work is not insured as a resident.
	Unless Code
	// Least and Most bound a number in the item's unit; nil is no bound. Zero lets
	// 0 pass below Least.
	Least, Most *float64
	Zero        bool
	// Years says that the value is a year, no earlier than FirstYear and no later
	// than so many years after the roster's.
	Years            bool
	FirstYear, Ahead int
	// Doubt says in words what probably happened to a value out of bounds, such as
	// 可能是以米填写的.
	Doubt string
	// Alone are the options that stand for themselves: no other goes with them.
	Alone []string
}

// Fits reports a number within the bounds. Of numbers below 0 it says nothing:
// where they are wrong, they are wrong whatever the bounds.
func (d *Demand) Fits(x float64) bool {
	switch {
	case x < 0, x == 0 && d.Zero:
		return true
	case d.Least != nil && x < *d.Least, d.Most != nil && x > *d.Most:
		return false
	}
	return true
}

// Bounds says the bounds in words: 应在1至500之间.
func (d *Demand) Bounds() string {
	switch {
	case d.Least != nil && d.Most != nil:
		return fmt.Sprintf("应在%s至%s之间", Plain(*d.Least), Plain(*d.Most))
	case d.Least != nil:
		return "不应小于" + Plain(*d.Least)
	case d.Most != nil:
		return "不应大于" + Plain(*d.Most)
	}
	return ""
}

// Whom says in words of whom a required item must be filled in: 16周岁起，不在校; empty
// for everybody.
func (d *Demand) Whom() string {
	var parts []string
	if d.From > 0 {
		parts = append(parts, fmt.Sprintf("%d周岁起", d.From))
	}
	if d.NoPupils {
		parts = append(parts, "不在校")
	}
	if d.Unless != "" {
		parts = append(parts, string(d.Unless)+"不为是")
	}
	return strings.Join(parts, "，")
}

// verify reports a demand that the indicator cannot meet.
func (d *Demand) verify(cb *Codebook, in *Indicator) error {
	number := in.Kind == Number || in.Kind == Money || in.Kind == Area
	switch {
	case (d.From != 0 || d.NoPupils) && in.Scope != OfMember:
		return fmt.Errorf("%s 不是家庭成员的指标，不能按年龄或是否在校要求", in.Code)
	case d.Unless != "" && !cb.isYesNoOf(d.Unless, in.Scope):
		return fmt.Errorf("%s 的 unless 应是同一张表里填是、否的指标，%s 不是", in.Code, d.Unless)
	case (d.Least != nil || d.Most != nil) && !number:
		return fmt.Errorf("%s 不是数，不能有 least、most", in.Code)
	case d.Years && in.Kind != Year:
		return fmt.Errorf("%s 不是年度，不能有 years", in.Code)
	case d.Least != nil && d.Most != nil && *d.Least > *d.Most:
		return fmt.Errorf("%s 的 least 大于 most", in.Code)
	case len(d.Alone) > 0 && in.Kind != Multiple:
		return fmt.Errorf("%s 不是多选，不能有 alone", in.Code)
	}
	for _, label := range d.Alone {
		if i := in.Option(label); i < 0 || in.Options[i].Label != label {
			return fmt.Errorf("%s 没有选项“%s”", in.Code, label)
		}
	}
	return nil
}

// isYesNoOf reports a yes/no of such a scope.
func (cb *Codebook) isYesNoOf(c Code, scope Scope) bool {
	in := cb.Lookup(c)
	return in != nil && in.Kind == YesNo && in.Scope == scope
}

// Ask sets what is asked of an item, once the codebook is made and before it is
// used. It reports a code that the codebook lacks, and a demand that the item
// cannot meet.
func (cb *Codebook) Ask(c Code, d Demand) error {
	in := cb.Lookup(c)
	if in == nil {
		return fmt.Errorf("没有指标 %s", c)
	}
	if err := d.verify(cb, in); err != nil {
		return err
	}
	in.Demand = &d
	return nil
}
