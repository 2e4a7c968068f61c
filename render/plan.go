package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/form"
)

// file is one file to be written.
type file struct {
	path    string // relative, without the ending of a format
	title   string // of the file's properties; names no person
	village *model.Village
	visit   bool // opens with the visit list
	parts   []*part
	visits  int // pages of the visit list, known after counting
}

// part is one form of one household or village.
type part struct {
	def       *form.Definition
	household *model.Household // nil for a village's form
	village   *model.Village
	number    string
	pages     int  // known after counting
	shares    bool // begins on the sheet of paper on which the part before it ends
}

// planner divides a roster's forms into files.
type planner struct {
	opt    Options
	forms  []*form.Definition
	asked  bool // the user named the forms
	names  *names
	wanted map[*model.Household]bool // those asked for; nil: all
	left   int                       // households still to be taken; -1: no limit
	batch  *Batch
	number map[string]bool // sheet numbers given out
}

// Plan decides which forms are printed for whom and into which files. The
// error is a *SelectionError where the user's choice cannot be met.
func Plan(r *model.Roster, forms *form.Set, fonts Fonts, o Options) (*Batch, error) {
	p := &planner{
		opt: o, left: -1, names: newNames(), number: make(map[string]bool),
		batch: &Batch{opt: o, fonts: fonts, codebook: r.Data.Codebook, forms: forms.All(), failed: make(map[*model.Household]error)},
	}
	if o.First > 0 {
		p.left = o.First
	}
	defs, err := choose(forms, o.Forms)
	if err != nil {
		return nil, err
	}
	p.forms, p.asked = defs, len(o.Forms) > 0
	villages, err := chooseVillages(r, o.Villages)
	if err != nil {
		return nil, err
	}
	if err := p.chooseHouseholds(r, villages); err != nil {
		return nil, err
	}
	p.names.distinguish(r.Villages)
	for _, v := range villages {
		p.village(v)
	}
	p.batch.choose(villages)
	p.batch.selectPart(villages)
	return p.batch, nil
}

// choose notes which villages and households the user chose.
func (b *Batch) choose(villages []*model.Village) {
	if len(b.opt.Villages) > 0 {
		b.villages = make(map[*model.Village]bool)
		for _, v := range villages {
			b.villages[v] = true
		}
	}
	if b.opt.First == 0 && len(b.opt.Households) == 0 {
		return
	}
	b.households = make(map[*model.Household]bool)
	for _, f := range b.files {
		for _, p := range f.parts {
			if p.household != nil {
				b.households[p.household] = true
			}
		}
	}
	for h := range b.failed {
		b.households[h] = true
	}
}

// selectPart leaves of the run only the part that is asked for. Everything was planned
// before, so that names and numbers do not depend on the parts. A part is
// villages that follow one another, as near as villages allow to the same
// number of households in each.
func (b *Batch) selectPart(villages []*model.Village) {
	if b.opt.Parts <= 1 {
		return
	}
	total := 0
	for _, v := range villages {
		total += len(v.Households) + 1
	}
	b.part = make(map[*model.Village]bool)
	at := 0
	for _, v := range villages {
		size := len(v.Households) + 1
		if (at+size/2)*b.opt.Parts/total == b.opt.Part-1 {
			b.part[v] = true
		}
		at += size
	}
	b.files = slices.DeleteFunc(b.files, func(f *file) bool { return !b.part[f.village] })
	maps.DeleteFunc(b.failed, func(h *model.Household, _ error) bool { return !b.part[h.Village] })
}

// choose gives the definitions of the ids or names in the order in which forms are
// carried; all when there are none.
func choose(forms *form.Set, ids []string) ([]*form.Definition, error) {
	if len(ids) == 0 {
		return forms.All(), nil
	}
	var out []*form.Definition
	for _, id := range ids {
		d := forms.Find(id)
		if d == nil {
			return nil, &SelectionError{
				Message: fmt.Sprintf("没有代号为“%s”的表，也没有表这样叫，或不止一张", id),
				Hint:    "可用的有：" + forms.Known(),
			}
		}
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b *form.Definition) int { return cmp.Compare(a.Number, b.Number) })
	return out, nil
}

func chooseVillages(r *model.Roster, names []string) ([]*model.Village, error) {
	if len(names) == 0 {
		return r.Villages, nil
	}
	chosen := make(map[*model.Village]bool)
	for _, name := range names {
		found := false
		for _, v := range r.Villages {
			if name := model.Squeeze(name); name == model.Squeeze(v.Name) || name == v.Division && name != "" {
				chosen[v], found = true, true
			}
		}
		if !found {
			known := make([]string, len(r.Villages))
			for i, v := range r.Villages {
				known[i] = v.Name
			}
			return nil, &SelectionError{
				Message: fmt.Sprintf("花名册里没有村“%s”", name),
				Hint:    "花名册里的村有：" + strings.Join(known, "、"),
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(r.Villages), func(v *model.Village) bool { return !chosen[v] }), nil
}

// chooseHouseholds checks that every household asked for is there and on the
// register.
func (p *planner) chooseHouseholds(r *model.Roster, villages []*model.Village) error {
	if len(p.opt.Households) == 0 {
		return nil
	}
	p.wanted = make(map[*model.Household]bool)
	for _, key := range p.opt.Households {
		key = model.Squeeze(key)
		var fits []*model.Household
		registered := false
		for _, v := range villages {
			for _, h := range v.Households {
				if isCalled(h, key) {
					registered = registered || h.Registered()
					fits = append(fits, h)
				}
			}
		}
		if err := oneVillage(key, fits); err != nil {
			return err
		}
		switch {
		case len(fits) == 0:
			hint := "请核对花名册“户”表的户编号，或用户主的完整姓名"
			if near := nearHouseholds(r, key); near != "" {
				hint = "是不是：" + near + "？" + hint
			}
			return &SelectionError{Message: fmt.Sprintf("所选的村里没有户编号或户主为“%s”的户", key), Hint: hint}
		case !registered && !slices.ContainsFunc(fits, p.knows):
			return &SelectionError{
				Message: fmt.Sprintf("“%s”是边缘户，不是建档立卡户，不打印对照表和采集表", key),
				Hint:    "边缘户只供内部掌握：只有写了 internal: true、用 for 选了边缘户的表才印，并要用 --forms 指定",
			}
		}
		for _, h := range fits {
			p.wanted[h] = true
		}
	}
	return nil
}

// isCalled reports that a user means the household: by its 户编号 or the name of
// its 户主, alone or behind the village and a stroke.
func isCalled(h *model.Household, key string) bool {
	is := func(key string) bool {
		return key != "" && (key == model.Squeeze(h.Number()) || key == model.Squeeze(h.HeadName()))
	}
	for _, village := range []string{model.Squeeze(h.Village.Name), h.Village.Division} {
		if rest, ok := strings.CutPrefix(key, village+"/"); ok && village != "" && is(rest) {
			return true
		}
	}
	return is(key)
}

// oneVillage refuses a 户编号 that several villages have.
func oneVillage(key string, fits []*model.Household) error {
	var names []string
	for _, h := range fits {
		if key != model.Squeeze(h.Number()) {
			return nil // a name
		}
		name := h.Village.Name
		if slices.ContainsFunc(fits, func(o *model.Household) bool { return o.Village != h.Village && o.Village.Name == name }) {
			name = h.Village.Division
		}
		if text := "--household " + name + "/" + key + "（" + h.HeadName() + "）"; !slices.Contains(names, text) {
			names = append(names, text)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return &SelectionError{Message: fmt.Sprintf("户编号“%s”在 %d 个村都有，不知道是哪一户", key, len(names)), Hint: "请写明村：" + strings.Join(names, "、")}
}

// knows reports a 边缘户 of which a form of the run is.
func (p *planner) knows(h *model.Household) bool {
	return slices.ContainsFunc(p.forms, func(d *form.Definition) bool { return d.Unit == form.PerHousehold && p.gets(d, h) })
}

// village plans the files of one village, households in visiting order.
func (p *planner) village(v *model.Village) {
	var households []*model.Household
	parts := make(map[*model.Household][]*part)
	for _, h := range v.Visiting() {
		if p.left == 0 || p.wanted != nil && !p.wanted[h] {
			continue
		}
		if parts[h] = p.household(h); len(parts[h]) > 0 {
			households = append(households, h)
			if p.left > 0 {
				p.left--
			}
		}
	}
	p.divide(v, households, parts, p.villageForms(v, len(households) > 0))
}

// household gives the parts of a household's packet.
func (p *planner) household(h *model.Household) []*part {
	var out []*part
	for _, d := range p.forms {
		if d.Unit != form.PerHousehold || !p.gets(d, h) {
			continue
		}
		pt := &part{def: d, household: h, village: h.Village, number: doc.HouseholdSheet(p.opt.Year, d.ID, h)}
		if pt.number != "" && p.number[pt.number] {
			p.batch.failed[h] = fmt.Errorf("表号 %s 与另一户相同，请核对户编号", pt.number)
			return nil
		}
		p.number[pt.number] = true
		out = append(out, pt)
	}
	return out
}

// gets tells whether a household gets a form: by its state, or, when the user
// named the forms, wherever the form has something to say. 边缘户 get only what is
// for them by name, and nobody gets an internal form that was not asked for.
func (p *planner) gets(d *form.Definition, h *model.Household) bool {
	switch {
	case d.Internal && !p.asked, d.For != form.ForChosen && !h.Registered():
		return false
	}
	switch d.For {
	case form.ForRegistered:
		return p.asked || !h.Changed(model.ChangeNew) && !h.Joining()
	case form.ForNew:
		return p.asked || h.Changed(model.ChangeNew) || h.Joining()
	case form.ForAdded:
		return len(h.Added) > 0
	case form.ForChosen:
		return d.Only.Household(h)
	}
	return p.asked
}

// villageForms gives the village's own forms. A run over chosen households has
// them only when they are asked for by name, one over the first few only for the
// villages of these.
func (p *planner) villageForms(v *model.Village, visited bool) []*part {
	if !p.asked && (p.wanted != nil || p.left >= 0 && !visited) {
		return nil
	}
	var out []*part
	for _, d := range p.forms {
		if d.Unit != form.PerVillage || !p.getsVillage(d, v) {
			continue
		}
		out = append(out, &part{def: d, village: v, number: doc.VillageSheet(p.opt.Year, d.ID, v)})
	}
	return out
}

// getsVillage tells whether a village gets a form, as gets does of a household.
func (p *planner) getsVillage(d *form.Definition, v *model.Village) bool {
	if d.Internal && !p.asked {
		return false
	}
	switch d.For {
	case form.ForRemoved:
		return slices.ContainsFunc(v.Households, func(h *model.Household) bool { return h.Registered() && len(h.Removed) > 0 })
	case form.ForChosen:
		return d.Only.Village(v)
	}
	return p.asked
}

// divide puts a village's parts into files: what is carried to the door as
// Options.Split asks, and what is not each form in a file of its own.
func (p *planner) divide(v *model.Village, hs []*model.Household, parts map[*model.Household][]*part, own []*part) {
	if len(hs) == 0 && len(own) == 0 {
		return
	}
	dir := p.names.villages[v]
	var aside, more []*part
	for _, h := range hs {
		parts[h], more = carried(parts[h])
		aside = append(aside, more...)
	}
	own, more = carried(own)
	hs = slices.DeleteFunc(hs, func(h *model.Household) bool { return len(parts[h]) == 0 })
	if len(hs)+len(own) > 0 {
		p.packets(v, dir, hs, parts, own)
	}
	p.byForm(v, dir, append(aside, more...))
}

// carried gives the parts that are carried to the door and come back, and those that
// stay in the office or are put up.
func carried(parts []*part) (door, aside []*part) {
	for _, pt := range parts {
		if pt.carried() {
			door = append(door, pt)
		} else {
			aside = append(aside, pt)
		}
	}
	return door, aside
}

func (p *part) carried() bool { return !p.def.Internal && !p.def.Public() }

// packets makes the files of what is carried to the door.
func (p *planner) packets(v *model.Village, dir string, hs []*model.Household, parts map[*model.Household][]*part, own []*part) {
	switch {
	case p.opt.Split == ByForm, len(hs) == 0:
		var all []*part
		for _, h := range hs {
			all = append(all, parts[h]...)
		}
		p.byForm(v, dir, append(all, own...))
	case p.opt.Split == ByHousehold:
		for _, h := range hs {
			name := safe(cmp.Or(h.Number(), "无编号")) + "-" + safe(h.HeadName())
			p.share(parts[h])
			p.file(&file{path: dir + "/" + name, title: "入户资料", village: v, parts: parts[h]})
		}
		p.byForm(v, dir, own)
	default:
		f := &file{village: v, title: "入户资料", visit: true}
		for _, h := range hs {
			p.share(parts[h])
			f.parts = append(f.parts, parts[h]...)
		}
		f.parts = append(f.parts, own...)
		if len(p.forms) == 1 {
			f.title = p.forms[0].Title
		}
		f.path = dir + "/" + dir + "-" + safe(f.title)
		p.file(f)
	}
}

// share lets the forms of a household that are no annexes of the notice stand on
// the same sheets of paper; an annex is handed in by itself.
func (p *planner) share(parts []*part) {
	for i := 1; i < len(parts); i++ {
		parts[i].shares = p.opt.Duplex && parts[i].def.Mark == "" && parts[i-1].def.Mark == ""
	}
}

// byForm makes a file of each form's parts.
func (p *planner) byForm(v *model.Village, dir string, parts []*part) {
	for _, d := range p.forms {
		f := &file{path: dir + "/" + dir + "-" + safe(d.Title), title: d.Title, village: v}
		for _, pt := range parts {
			if pt.def == d {
				f.parts = append(f.parts, pt)
			}
		}
		if len(f.parts) > 0 {
			p.file(f)
		}
	}
}

func (p *planner) file(f *file) {
	f.path = p.names.unique(f.path)
	p.batch.files = append(p.batch.files, f)
}
