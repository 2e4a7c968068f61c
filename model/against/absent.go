package against

import (
	"ruhu/model"
)

// stranger notes a person of theirs whom ours has not.
func (s *side) stranger(home, theirs *model.Household, m *model.Member) {
	p := Person{
		Side: s.number, Household: home, Name: m.Name(), Identity: identityText(m),
		Number: theirs.Number(), Head: theirs.HeadName(), Pos: personPos(m),
	}
	if theirs.Village != nil {
		p.Village = villageName(theirs.Village)
	}
	c := m.Named().Card
	gone := s.ours.removed[c]
	switch {
	case c == "" && p.Identity == "":
		p.Note = "没有证件号码，无法比对"
	case c == "":
		p.Note = "证件号码不完整或被截断，无法比对"
	case gone != nil:
		p.Note = "本册已列为自然减少"
		if why := gone.Text(model.CodeRemoved); why != "" {
			p.Note += "（" + why + "）"
		}
	case home != nil:
		p.onBoth, p.Note = true, "本册有这一户，没有此人"
	case s.Whole:
		p.Note = "本册没有这一户，也没有此人"
	default:
		p.Note = "不在本册"
	}
	if c == "" {
		s.Unusable++
	}
	s.result.Theirs = append(s.result.Theirs, p)
}

// absent notes, where the other is a whole roster, the persons of ours whom it
// has not. Villages that it does not cover say nothing.
func (s *side) absent() {
	if !s.Whole {
		return
	}
	for h := range s.ours.roster.Each {
		if !h.Registered() || !s.villages[h.Village] {
			continue
		}
		for _, m := range people(h) {
			if !s.found[m] {
				s.result.Ours = append(s.result.Ours, s.missing(h, m))
			}
		}
	}
}

func (s *side) missing(h *model.Household, m *model.Member) Person {
	p := Person{
		Side: s.number, Household: h, Village: villageName(h.Village), Number: h.Number(), Head: h.HeadName(),
		Name: m.Name(), Identity: identityText(m), Pos: personPos(m), Note: "对方没有这一户",
	}
	switch {
	case s.ours.added[m]:
		p.Note = "本册已列为自然增加"
	case s.met[h]:
		p.onBoth, p.Note = true, "对方有这一户，没有此人"
	case h.Changed(model.ChangeNew):
		p.Note = "对方没有这一户，本册为本年新识别"
	}
	return p
}

func identityText(m *model.Member) string {
	if s := m.Text(model.CodeIdentity); s != "" {
		return s
	}
	return m.Text(model.CodeCertNumber)
}

// villageName leaves out the stand-in of rosters without villages.
func villageName(v *model.Village) string {
	if v.Division == "" && v.Name == model.NoVillage {
		return ""
	}
	return v.Name
}

func personPos(m *model.Member) model.Pos { return m.Pos(model.CodeName) }
