package roster

import (
	"cmp"
	"regexp"

	"ruhu/model"
)

// namedYear is a year in the name of a sheet or a file, or in a title.
var namedYear = regexp.MustCompile(`(?:^|\D)(20[12]\d)(?:\D|$)`)

// yearOfTable gives the year of which a table of persons says to be: in the name of its
// sheet, else in its title, else in the name of its file; 0 where none says one.
func (r *reader) yearOfTable(rows []numbered) int {
	if r.cols.shape.own != model.OfMember {
		return 0
	}
	places := []string{r.t.Name()}
	if titles := captions(r.cols.rowsOver(rows)); len(titles) > 0 {
		places = append(places, titles[len(titles)-1])
	}
	for _, text := range append(places, r.file) {
		if m := namedYear.FindStringSubmatch(model.Squeeze(text)); m != nil {
			return model.ParseYear(m[1])
		}
	}
	return 0
}

// holdYears holds back households whose persons stand in the rosters of two years:
// what is old and who has left cannot be told from what holds.
func (c *collector) holdYears() {
	var first *draft
	var older, newer uint16
	count := 0
	for _, d := range c.drafts {
		if len(c.years) < 2 || c.list || d.held || len(d.Members) > crowded {
			continue
		}
		was := make(map[string]uint16, len(d.Members))
		for i, m := range d.Members {
			name, now := model.Squeeze(m.Name()), d.from[i]
			before, met := was[name]
			if !met || name == "" {
				was[name] = now
				continue
			}
			if a, b := c.years[before], c.years[now]; a == 0 || b == 0 || a == b {
				continue
			}
			d.held = true
			if count++; first == nil {
				first, older, newer = d, before, now
			}
			break
		}
	}
	if first == nil {
		return
	}
	if c.years[older] > c.years[newer] {
		older, newer = newer, older
	}
	name := func(source uint16) string {
		s := c.bySource[source]
		return cmp.Or(s.Sheet, s.File)
	}
	c.fault("household-twice", first.Members[0].Pos(model.CodeName),
		"有 %d 户在 %d 年的“%s”和 %d 年的“%s”里都有，像是两个年度的名册，不知道哪些内容和人是往年的，暂不打印",
		count, c.years[older], name(older), c.years[newer], name(newer)).
		of(first).about(model.CodeNumber, first.Number()).advise("请只用本年度的一张，删去往年的工作表；与上年比较请用 --against")
}
