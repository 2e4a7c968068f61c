package model

// Label gives the answer of a choice as the codebook writes it; empty when the
// record has none or it is outside the list. Of a multiple choice it knows
// single answers only; see Chose.
func (r *Record) Label(c Code) string {
	v, ok := r.Get(c)
	if !ok {
		return ""
	}
	return r.data.Codebook.Label(c, v.Text())
}

// Label gives the answer that text means as the codebook writes it; empty when
// there is none, or the codebook lacks the indicator.
func (cb *Codebook) Label(c Code, text string) string {
	in := cb.Lookup(c)
	if in == nil || text == "" {
		return ""
	}
	if i := in.Option(text); i >= 0 {
		return in.Options[i].Label
	}
	return ""
}

// Chose reports whether a multiple choice has the answer among others.
func (r *Record) Chose(c Code, label string) bool {
	v, ok := r.Get(c)
	if !ok {
		return false
	}
	in := r.data.Codebook.Lookup(c)
	text := v.Text()
	if i := in.Option(text); i >= 0 { // nearly always
		return in.Options[i].Label == label
	}
	on, _ := in.Chosen(text)
	for _, i := range on {
		if in.Options[i].Label == label {
			return true
		}
	}
	return false
}
