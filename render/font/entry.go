package font

// entry is a looked-up character in 32 bits, so that a table of a face is read
// and written without a lock:
//
//	bit 31     set once the entry is known
//	bits 24-30 the face that shows it
//	bits 20-21 what is shown
//	bits 0-19  the advance
type entry uint32

// shown is what is shown for a character.
type shown uint32

const (
	itself  shown = iota
	geta          // 〓: no face has it
	blank         // a space
	nothing       // no ink and no width
)

const (
	known     = 1 << 31
	faceShift = 24
	faceMask  = 1<<7 - 1
	kindShift = 20
	kindMask  = 1<<2 - 1
	widthMask = 1<<20 - 1
)

func entryOf(what shown, g Glyph) entry {
	width := min(max(g.Advance, 0), widthMask)
	return entry(known | uint32(g.Face&faceMask)<<faceShift | uint32(what)<<kindShift | uint32(width))
}

// glyph reads the entry of character r.
func (e entry) glyph(r rune) Glyph {
	g := Glyph{Rune: r, Face: int(e >> faceShift & faceMask), Advance: int32(e & widthMask)}
	if what := shown(e >> kindShift & kindMask); what != itself {
		g.Rune = [...]rune{geta: Geta, blank: ' ', nothing: 0}[what]
		g.Missing = what == geta
	}
	return g
}
