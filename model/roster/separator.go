package roster

import (
	"fmt"
	"regexp"
	"strings"

	"ruhu/model"
)

// standing is what rows between the others, a title or the name of the sheet say
// about all rows below them, until the next one says another thing.
type standing struct {
	village, group *cell
	differs        bool // it was told that a row's own village is another
}

// lay adds what stands to the row in hand, which keeps its own where it has one.
func (s *standing) lay(r *reader) {
	r.villageOfGroup()
	if v := s.village; v != nil {
		own, has := valueOf(r.cells.village, model.CodeVillage)
		switch {
		case !has:
			r.cells.village = append(r.cells.village, *v)
		case !s.differs && model.Squeeze(own) != model.Squeeze(v.raw) && r.separated:
			s.differs = true
			r.contradicts(v, own)
		}
	}
	if g := s.group; g != nil && r.ofHousehold(model.CodeGroup) == nil {
		r.cells.household = append(r.cells.household, *g)
	}
}

// villageOfGroup takes the village out of a group that names it too, 石桥村一组, where no
// column has villages.
func (r *reader) villageOfGroup() {
	g := r.ofHousehold(model.CodeGroup)
	village := r.c.data.Codebook.Lookup(model.CodeVillage)
	if g == nil || village == nil || r.standing.village != nil || r.cols.has(model.CodeVillage) || r.cols.has(model.CodeDivision) {
		return
	}
	name, group, ok := readPlace(model.Squeeze(g.raw))
	if !ok || name == "" || group == "" {
		return
	}
	c := *g
	c.in, c.raw, g.raw = village, name, group
	r.cells.village = append(r.cells.village, c)
	r.c.data.AddColumn(model.CodeVillage)
	r.c.villageKnown = true
	if !r.grouped {
		r.grouped = true
		note := fmt.Sprintf("没有“行政村”一列，行政村取自%s列“%s”", model.ColumnName(c.at.Col), r.headOf(c.at.Col))
		r.noteVillage(r.pos(c.at.Col), name, note, "请核对村名；也可以加上“行政村”一列")
	}
}

// contradicts tells that a row names another village than the line above it.
func (r *reader) contradicts(said *cell, own string) {
	for i := range r.cells.village {
		if c := &r.cells.village[i]; c.in.Code == model.CodeVillage {
			r.c.warn("village-contradiction", r.c.data.PosAt(c.at),
				"第 %d 行写的是“%s”，这一行的行政村是“%s”，采用了这一行自己的", said.at.Row, said.raw, model.Fold(own)).
				about(c.in.Code, c.raw).advise("请核对这一段各行是哪个村的")
		}
	}
}

// standIn makes a value hold for the rows below.
func (r *reader) standIn(code model.Code, text string, at model.At) {
	in := r.c.data.Codebook.Lookup(code)
	if in == nil {
		return
	}
	at.Source = r.source
	c := &cell{in: in, raw: text, at: at}
	r.c.data.AddColumn(code)
	if code == model.CodeVillage {
		r.standing.village, r.standing.differs = c, false
		return
	}
	r.standing.group = c
}

const (
	villagePart = `([^\d:,;。、()]{1,12}?(?:村民委员会|村委会|村委|居委会|社区|村))`
	groupPart   = `((?:第)?[一二三四五六七八九十百\d]+(?:村民)?(?:小组|组|社|队|生产队))`
)

var (
	// lineNumber and lineCount are what stands around a village or a group in the
	// line that separates: 一、石桥村（12户35人）.
	lineNumber = regexp.MustCompile(`^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]、?|[一二三四五六七八九十\d]{1,3}[、.．])`)
	lineCount  = regexp.MustCompile(`[(（]?(?:共|合计|计)?(?:\d+户)?[,，、]?(?:共|计)?(?:\d+人)?[)）]?$`)
	lineMore   = regexp.MustCompile(`[(（]续[)）]?$`)
	lineLabel  = regexp.MustCompile(`^(?:所属|所在)?(行政村|村名|村居|村\(社区\)|村\(居\)|社区|村|村民小组|小组|组别|组)(?:名称)?:(.*)$`)
	placeLine  = regexp.MustCompile(`^` + villagePart + `?` + groupPart + `?$`)
	// official is what a village's committee is called beside its name.
	official = regexp.MustCompile(`村(?:民委员会|委会|委)$`)
)

// readPlace reads a text that says a village, a group or both, and nothing else.
func readPlace(s string) (village, group string, ok bool) {
	if len(s) > 120 || s == "" {
		return "", "", false
	}
	s = lineMore.ReplaceAllString(s, "")
	if i := strings.LastIndexAny(s, "("); i > 0 && lineCount.FindString(s[i:]) == s[i:] {
		s = s[:i]
	} else if at := lineCount.FindStringIndex(s); at != nil && strings.ContainsAny(s[at[0]:], "户人") {
		s = s[:at[0]]
	}
	if m := lineLabel.FindStringSubmatch(s); m != nil {
		if m[2] == "" {
			return "", "", false
		}
		if strings.Contains(m[1], "组") {
			return "", m[2], len(m[2]) < 40 && !strings.ContainsAny(m[2], ":,;")
		}
		if v, g, ok := readPlace(m[2]); ok && v != "" {
			return v, g, true
		}
		return m[2], "", len(m[2]) < 60 && !strings.ContainsAny(m[2], ":,;。()")
	}
	s = strings.TrimRight(s, ":")
	if rest := lineNumber.ReplaceAllString(s, ""); rest != "" && rest != s {
		s = rest
	}
	m := placeLine.FindStringSubmatch(s)
	if m == nil || m[0] == "" || noVillages[m[1]] {
		return "", "", false
	}
	village = official.ReplaceAllString(m[1], "村")
	return afterTown(village), m[2], true
}

// separates reports a row that says only which village or group the rows below
// it are of, and lets that hold.
func (r *reader) separates(row int, cells []string, first string) bool {
	if r.cols.shape.own == model.OfVillage || len(first) > 120 || len(r.cols.list) < 2 || filled(cells, 5) > 4 ||
		!strings.ContainsAny(first, "村组社队居") || !onlyPlaces(cells) {
		return false
	}
	var village, group, label string
	at := model.At{Row: row, Col: 1}
	for i, c := range cells {
		s := model.Squeeze(c)
		if s == "" {
			continue
		}
		v, g, ok := readPlace(label + s)
		switch {
		case ok:
			label = ""
		case label == "" && lineLabel.MatchString(s):
			label = s // 村名： with the name in the next cell
			continue
		case village+group != "" && lineCount.FindString(s) == s: // 12户
			continue
		default:
			return false
		}
		if v != "" {
			village, at.Col = v, i+1
		}
		if g != "" {
			group = g
		}
	}
	if label != "" || village+group == "" {
		return false
	}
	return r.stand(village, group, at)
}

// onlyPlaces is the quick look: each text has a character of places, labels and
// counts, or follows a label.
func onlyPlaces(cells []string) bool {
	labelled := false
	for _, c := range cells {
		if c == "" {
			continue
		}
		if !labelled && !strings.ContainsAny(c, "村组社队居户人共计:：()（）,，、") && model.Squeeze(c) != "" {
			return false
		}
		labelled = strings.ContainsAny(c, ":：")
	}
	return true
}

// stand lets a village and a group hold for the rows below; a new village ends
// the group before it.
func (r *reader) stand(village, group string, at model.At) bool {
	r.separated = true
	if village != "" {
		if len(r.parted) < maxNamed {
			r.parted = append(r.parted, fmt.Sprintf("第 %d 行起%s", at.Row+1, village))
		} else if len(r.parted) == maxNamed {
			r.parted = append(r.parted, "……")
		}
		r.standIn(model.CodeVillage, village, at)
		r.c.villageKnown = true
		r.standing.group = nil
	}
	if group != "" {
		r.standIn(model.CodeGroup, group, at)
	}
	return true
}

// reportSeparators says once which villages the lines between the rows named.
func (r *reader) reportSeparators() {
	if len(r.parted) == 0 {
		return
	}
	r.noteVillage(r.pos(1), "", "行政村取自分段行："+strings.Join(r.parted, "、"), "请核对各段是哪个村的；也可以加上“行政村”一列")
}
