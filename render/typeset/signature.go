package typeset

import "ruhu/render/doc"

// Signature finds where the name that signs an official document and the day
// below it stand.
type Signature struct {
	name doc.Length // its width
}

// Right gives the room at the right of a paragraph that is a name or a day. rest
// is what follows it.
func (s *Signature) Right(p doc.Prose, rest []doc.Block, measure func(text string) doc.Length) doc.Length {
	day := p.Text
	if p.Kind == doc.Signature {
		s.name, day = measure(p.Text), ""
		if len(rest) > 0 {
			if next, ok := rest[0].(doc.Prose); ok && next.Kind == doc.SignedDate {
				day = next.Text
			}
		}
	}
	name, date := doc.SignedRight(s.name, measure(day), doc.CharacterPitch)
	if p.Kind == doc.Signature {
		return name
	}
	return date
}
