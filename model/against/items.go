package against

import (
	"slices"

	"ruhu/model"
)

// apart are items that are not compared as they stand; see the package's
// comment. 户编号 and 户主 have ways of their own.
var apart = map[model.Code]bool{
	model.CodeNumber: true, model.CodePerson: true, model.CodeHeadName: true, model.CodeHeadID: true,
	"地址省": true, "地址市": true, "地址县": true, "地址乡": true, "地址村": true, model.CodeHamlet: true, model.CodeGroup: true,
	model.CodeIdentityKind: true, model.CodeIdentity: true, model.CodeCertNumber: true,
}

// householdItems compares what is said of a household.
func (s *side) householdItems(ours, theirs *model.Household) {
	d := Difference{Household: ours}
	for in, v := range theirs.Values {
		if !apart[in.Code] {
			s.item(d, &ours.Record, &theirs.Record, in, v)
		}
	}
	cb := s.ours.roster.Data.Codebook
	if !s.Foreign {
		s.texts(d, cb.Lookup(model.CodeNumber), ours.Number(), theirs.Number(),
			ours.Pos(model.CodeNumber), theirs.Pos(model.CodeNumber))
	}
	if s.Whole {
		s.texts(d, cb.Lookup(model.CodeHeadName), ours.HeadName(), theirs.HeadName(), headPos(ours), headPos(theirs))
	}
}

// headPos is where the name of the 户主 stands.
func headPos(h *model.Household) model.Pos {
	if m := h.Head(); m != nil {
		return m.Pos(model.CodeName)
	}
	return h.Pos(model.CodeHeadName)
}

// memberItems compares what is said of a person; home says that both are in
// the same household, without which a relation to its head means nothing.
func (s *side) memberItems(ours, theirs *model.Member, home bool) {
	d := Difference{Household: ours.Household, Member: ours}
	for in, v := range theirs.Values {
		if !apart[in.Code] && (in.Code != model.CodeRelation || home) {
			s.item(d, &ours.Record, &theirs.Record, in, v)
		}
	}
	s.identity(d, ours, theirs)
	s.certificate(d, ours, theirs)
}

// item compares one value of theirs with ours.
func (s *side) item(d Difference, ours, theirs *model.Record, in *model.Indicator, v model.Value) {
	own, _ := ours.Get(in.Code)
	filled := own.Text() != ""
	d.Item, d.Mark, d.Theirs, d.TheirPos = in, in.Code, v.Raw, theirs.PosOf(v)
	switch {
	case v.Text() == "":
	case !s.Whole && agreeing[model.Squeeze(v.Raw)]:
		if filled {
			s.equal(in)
		}
	case filled && (in.Same(own.Raw, v.Raw) || !s.Whole && confirms(in, v.Raw, own.Raw)):
		s.equal(in)
	case filled:
		d.Ours, d.OurPos = own.Raw, ours.PosOf(own)
		s.differ(d, ours)
	case ours.State(in.Code) == model.NotAsked:
		s.lacking[in] = true
	case says(in, v.Raw):
		d.Kind, d.OurPos = Blank, ours.Pos(in.Code)
		s.differ(d, ours)
	}
}

// agreeing are the words with which a department says, where it is asked for a value,
// that what stands beside is so.
var agreeing = map[string]bool{"一致": true, "同左": true, "同前": true, "相同": true, "相符": true, "无误": true, "属实": true, "正确": true}

// note remembers that the item was compared: nearly always it was before, and
// looking is cheaper than writing.
func (s *side) note(in *model.Indicator) {
	if !s.compared[in] {
		s.compared[in] = true
	}
}

// equal counts a value on which both agree.
func (s *side) equal(in *model.Indicator) {
	s.note(in)
	s.Equal++
}

// texts compares two texts that stand for a household as a whole.
func (s *side) texts(d Difference, in *model.Indicator, ours, theirs string, at, there model.Pos) {
	if in == nil || ours == "" || theirs == "" {
		return
	}
	if in.Same(ours, theirs) {
		s.equal(in)
		return
	}
	d.Item, d.Mark, d.Ours, d.Theirs, d.OurPos, d.TheirPos = in, in.Code, ours, theirs, at, there
	s.differ(d, &d.Household.Record)
}

// confirms reports that the answers of a department's list are all among ours.
func confirms(in *model.Indicator, theirs, ours string) bool {
	if in.Kind != model.Multiple {
		return false
	}
	has, _ := in.Chosen(ours)
	on, outside := in.Chosen(theirs)
	return len(on) > 0 && len(outside) == 0 &&
		!slices.ContainsFunc(on, func(i int) bool { return !slices.Contains(has, i) })
}

// says reports a value that says more than an empty cell would.
func says(in *model.Indicator, text string) bool {
	switch t := model.Squeeze(text); {
	case t == "无" || t == "没有":
		return false
	case in.Kind == model.YesNo:
		return in.Option(t) != 1
	case in.Kind == model.Number || in.Kind == model.Money || in.Kind == model.Area:
		x, ok := in.ParseNumber(t)
		return !ok || x != 0
	}
	return true
}

// identity compares the numbers of two who were matched: they differ only where
// the name matched them, or one side has a number and the other none.
func (s *side) identity(d Difference, ours, theirs *model.Member) {
	in := s.ours.roster.Data.Codebook.Lookup(model.CodeIdentity)
	v, ok := theirs.Get(model.CodeIdentity)
	c := theirs.Named().Card
	if in == nil || !ok || c == "" {
		return
	}
	d.Item, d.Mark, d.Theirs, d.TheirPos = in, in.Code, v.Raw, theirs.PosOf(v)
	d.Ours, d.OurPos = ours.Text(model.CodeIdentity), ours.Pos(model.CodeIdentity)
	switch {
	case c == ours.Named().Card:
		s.equal(in)
	case d.Ours != "":
		s.differ(d, &ours.Record)
	case ours.State(in.Code) == model.NotAsked:
		s.lacking[in] = true
	default:
		d.Kind = Blank
		s.differ(d, &ours.Record)
	}
}

// certificate compares disability certificates, wherever they stand, and takes
// from one of theirs what it says about health.
func (s *side) certificate(d Difference, ours, theirs *model.Member) {
	cb := s.ours.roster.Data.Codebook
	there, from, ok := theirs.DisabilityCertificate()
	in := cb.Lookup(model.CodeCertNumber)
	if !ok || in == nil {
		return
	}
	here, at, has := ours.DisabilityCertificate()
	raw, _ := theirs.Get(from)
	d.Item, d.Theirs, d.TheirPos = in, raw.Raw, theirs.PosOf(raw)
	switch {
	case has && here.Whole[:20] == there.Whole[:20]:
		s.equal(in)
	case has:
		own, _ := ours.Get(at)
		d.Mark, d.Ours, d.OurPos = at, own.Raw, ours.PosOf(own)
		s.differ(d, &ours.Record)
	default:
		d.Kind, d.Mark, d.OurPos = Blank, model.CodeIdentity, ours.Pos(model.CodeIdentity)
		s.differ(d, &ours.Record)
	}
	health := cb.Lookup(model.CodeHealth)
	if health == nil || theirs.Text(model.CodeHealth) != "" || ours.State(model.CodeHealth) == model.NotAsked {
		return
	}
	if ours.SaysDisabled() {
		s.equal(health)
		return
	}
	d.Item, d.Mark, d.Theirs = health, model.CodeHealth, "残疾（有残疾人证）"
	d.Kind, d.Ours, d.OurPos = Differs, ours.Text(model.CodeHealth), ours.Pos(model.CodeHealth)
	if d.Ours == "" {
		d.Kind = Blank
	}
	s.differ(d, &ours.Record)
}

// differ adds a difference, unless it is told already.
func (s *side) differ(d Difference, ours *model.Record) {
	s.note(d.Item)
	key := sameness{ours, d.Item.Code, model.Squeeze(d.Theirs)}
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	d.Side = s.number
	if d.Kind == Blank {
		s.Blank++
	} else {
		s.Differ++
	}
	s.result.Differences = append(s.result.Differences, d)
}

// moved tells of a person who stands in another household there.
func (s *side) moved(ours *model.Member, theirs, home *model.Household) {
	number, in := numberOf(theirs), s.ours.roster.Data.Codebook.Lookup(model.CodeNumber)
	if number == "" || s.Foreign || home == ours.Household || number == numberOf(ours.Household) || in == nil {
		return
	}
	s.differ(Difference{
		Household: ours.Household, Member: ours, Item: in, Mark: in.Code,
		Ours: ours.Household.Number(), Theirs: theirs.Number(),
		OurPos: ours.Household.Pos(model.CodeNumber), TheirPos: theirs.Pos(model.CodeNumber),
	}, &ours.Record)
}
