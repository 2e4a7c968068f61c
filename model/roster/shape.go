package roster

import (
	"slices"
	"strings"

	"ruhu/model"
)

// shape is a kind of sheet: what its rows are and which heads it may have.
type shape struct {
	own    model.Scope
	flat   bool     // a row is a person together with the household
	names  []string // of sheets, folded
	scopes []model.Scope
	heads  map[string]model.Code // folded heads that here mean this before anything else
	// fits reports, for a sheet of another name, whether columns make it one
	// of this shape.
	fits func(c *columns) bool
}

// rank is the place of the indicator's scope among the shape's, -1 when the
// shape has no such columns.
func (sh *shape) rank(in *model.Indicator) int { return slices.Index(sh.scopes, in.Scope) }

const flatName = ""

// shapes are all kinds of sheets, in the order in which they are tried on a
// sheet of an unknown name.
var shapes = []*shape{
	{
		own: model.OfMember, flat: true, names: []string{flatName},
		scopes: []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold},
		fits: func(c *columns) bool {
			return c.has(model.CodeNumber) && (c.has(model.CodeName) || c.count(model.OfMember) > 1)
		},
	},
	{
		own: model.OfVillage, names: []string{"村", "行政村", "村信息"},
		scopes: []model.Scope{model.OfVillage},
		fits: func(c *columns) bool {
			return c.has(model.CodeVillage) && !c.has(model.CodeNumber) && c.count(model.OfVillage) > 1
		},
	},
	{
		own: model.OfHousehold, names: []string{"户", "户信息", "家庭", "家庭信息", "农户"},
		scopes: []model.Scope{model.OfVillage, model.OfHousehold},
		heads:  map[string]model.Code{"姓名": model.CodeHeadName, "证件号码": model.CodeHeadID, "身份证号": model.CodeHeadID, "身份证号码": model.CodeHeadID},
		fits: func(c *columns) bool {
			return c.has(model.CodeNumber) && c.count(model.OfHousehold) > 2
		},
	},
	{
		own: model.OfMember, names: []string{"家庭成员", "成员", "家庭成员信息", "人员", "人口"},
		scopes: []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold},
		heads:  map[string]model.Code{"联系电话": "成员联系电话"},
		fits:   func(*columns) bool { return false },
	},
	{
		own: model.OfMeasure, names: []string{"帮扶措施", "措施"},
		scopes: []model.Scope{model.OfMeasure, model.OfHousehold, model.OfVillage},
		fits: func(c *columns) bool {
			return c.has(model.CodeNumber) && c.count(model.OfMeasure) > 1
		},
	},
	{
		own: model.OfHelper, names: []string{"帮扶责任人", "责任人", "帮扶人"},
		scopes: []model.Scope{model.OfHelper, model.OfHousehold, model.OfVillage},
		fits: func(c *columns) bool {
			return c.has(model.CodeNumber) && c.count(model.OfHelper) > 1
		},
	},
	{
		own: model.OfAddition, names: []string{"自然增加", "家庭成员自然增加", "增加"},
		scopes: []model.Scope{model.OfAddition, model.OfMember, model.OfVillage, model.OfHousehold},
		heads:  map[string]model.Code{"联系电话": "成员联系电话"},
		fits:   func(c *columns) bool { return c.has(model.CodeNumber) && c.has(model.CodeAdded) },
	},
	{
		own: model.OfRemoval, names: []string{"自然减少", "家庭成员自然减少", "减少"},
		scopes: []model.Scope{model.OfRemoval, model.OfHousehold, model.OfVillage},
		fits:   func(c *columns) bool { return c.has(model.CodeNumber) && c.has(model.CodeRemoved) },
	},
}

// listShapes are the kinds of sheets that only a list of persons to compare with
// may be, after all others: persons without households; heads of households
// alone, who are the persons then; numbers without names.
var listShapes = []*shape{
	{
		own: model.OfMember, flat: true, scopes: []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold},
		fits: func(c *columns) bool { return c.has(model.CodeName) },
	},
	{
		own: model.OfMember, flat: true, scopes: []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold},
		heads: map[string]model.Code{
			"户主": model.CodeName, "户主姓名": model.CodeName, "户主名称": model.CodeName, "户主证件号码": model.CodeIdentity,
			"户主身份证号": model.CodeIdentity, "户主身份证号码": model.CodeIdentity, "户主证件号": model.CodeIdentity,
		},
		fits: func(c *columns) bool { return c.has(model.CodeName) },
	},
	{
		own: model.OfMember, flat: true, scopes: []model.Scope{model.OfMember, model.OfVillage, model.OfHousehold},
		fits: func(c *columns) bool { return c.has(model.CodeIdentity) || c.has(model.CodeCertNumber) },
	},
}

// shapeNamed gives the shape that the name of a sheet stands for, or nil.
func shapeNamed(name string) *shape {
	name = strings.TrimLeft(foldHead(name), "0123456789.-_ ")
	for _, n := range []string{name, strings.TrimSuffix(name, "表"), strings.TrimSuffix(name, "信息表")} {
		for _, sh := range shapes {
			if n != flatName && slices.Contains(sh.names, n) {
				return sh
			}
		}
	}
	return nil
}

// sheetRank orders the sheets of a workbook for reading.
func sheetRank(name string) int {
	switch sh := shapeNamed(name); {
	case sh == nil:
		return 2
	case sh.own == model.OfVillage:
		return 0
	case sh.own == model.OfHousehold:
		return 1
	}
	return 2
}

// column is a column that means an indicator.
type column struct {
	in  *model.Indicator
	col int // 1-based
}

// columns is a head row understood.
type columns struct {
	shape   *shape
	row     int
	list    []column
	unknown []int // columns with a head that means nothing
	twice   []int // columns whose indicator an earlier column has
	heads   []string
}

func (c *columns) has(code model.Code) bool {
	return slices.ContainsFunc(c.list, func(x column) bool { return x.in.Code == code })
}

// count gives the number of columns of a scope.
func (c *columns) count(s model.Scope) int {
	n := 0
	for _, x := range c.list {
		if x.in.Scope == s {
			n++
		}
	}
	return n
}

// serials are heads of columns that only count the rows or comment on them.
var serials = map[string]bool{"序号": true, "序": true, "行号": true, "no": true, "no.": true, "备注": true}

// match understands a row as the head row of a shape. Heads of one meaning
// claim theirs first; one of several (村) takes what is left.
func (x *headIndex) match(sh *shape, row int, cells []string) *columns {
	c := &columns{shape: sh, row: row, heads: cells}
	taken := make(map[model.Code]bool)
	found := make([][]*model.Indicator, len(cells))
	for i, cell := range cells {
		found[i] = x.find(cell, sh)
	}
	at := make([]*model.Indicator, len(cells))
	for _, several := range []bool{false, true} {
		for i, list := range found {
			if len(list) > 0 && len(list) > 1 == several {
				at[i] = firstFree(list, taken)
			}
		}
	}
	for i, cell := range cells {
		switch {
		case at[i] != nil:
			c.list = append(c.list, column{at[i], i + 1})
		case len(found[i]) > 0:
			c.twice = append(c.twice, i+1)
		case foldHead(cell) != "" && !serials[foldHead(cell)]:
			c.unknown = append(c.unknown, i+1)
		}
	}
	return c
}

func firstFree(list []*model.Indicator, taken map[model.Code]bool) *model.Indicator {
	for _, in := range list {
		if !taken[in.Code] {
			taken[in.Code] = true
			return in
		}
	}
	return nil
}

// numbered is a row with its number.
type numbered struct {
	row   int
	cells []string
}

// findHead chooses the head row among the first rows of a sheet: the one with
// most columns that mean something. The sheet's name decides what it is; where
// the name says nothing, or its heads are not there, the heads decide.
func (x *headIndex) findHead(name string, rows []numbered) *columns {
	if sh := shapeNamed(name); sh != nil {
		if c := x.bestRow(sh, rows); c != nil && len(c.list) >= min(2, filled(c.heads)) {
			if flat := x.match(shapes[0], c.row, c.heads); sh.own == model.OfHousehold &&
				flat.has(model.CodeRelation) && flat.has(model.CodeName) {
				return flat // one row a person, in a sheet that is called 户
			}
			return c
		}
	}
	if best := x.bestShape(shapes, rows); best != nil || !x.list {
		return best
	}
	for _, sh := range listShapes {
		if best := x.bestShape([]*shape{sh}, rows); best != nil {
			return best
		}
	}
	return nil
}

// bestShape gives the head row with most columns among the shapes that it fits.
func (x *headIndex) bestShape(among []*shape, rows []numbered) *columns {
	var best *columns
	for _, sh := range among {
		for _, r := range rows {
			if c := x.match(sh, r.row, r.cells); sh.fits(c) && (best == nil || len(c.list) > len(best.list)) {
				best = c
			}
		}
	}
	return best
}

func (x *headIndex) bestRow(sh *shape, rows []numbered) *columns {
	var best *columns
	for _, r := range rows {
		c := x.match(sh, r.row, r.cells)
		if len(c.list) > 0 && (best == nil || len(c.list) > len(best.list)) {
			best = c
		}
	}
	return best
}

func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" && model.Squeeze(c) != "" {
			n++
		}
	}
	return n
}

// blank is filled(cells) == 0, found at the first text.
func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" && model.Squeeze(c) != "" {
			return false
		}
	}
	return true
}
