package fontfile

// Count says how many of the characters that each gives the face has.
func (f *Face) Count(each func(do func(rune))) int {
	n := 0
	each(func(r rune) {
		if f.Has(r) {
			n++
		}
	})
	return n
}
