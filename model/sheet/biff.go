package sheet

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
)

// The records of BIFF8 that are read ([MS-XLS] 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recFont       = 0x0031
	recContinue   = 0x003C
	recColInfo    = 0x007D
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recSupBook    = 0x01AE
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recRK         = 0x027E
	recFormat     = 0x041E
	recXF         = 0x00E0
	recBOF        = 0x0809

	// Formulas as some programs still write them in the numbers of older versions.
	recFormula3 = 0x0206
	recFormula4 = 0x0406
)

// record is a record with the CONTINUE records behind it; parts has one piece
// at least.
type record struct {
	kind  uint16
	parts [][]byte
}

// body is the record without what continues it.
func (r *record) body() []byte { return r.parts[0] }

// records goes through a stream of records.
type records struct {
	data []byte
	at   int
	rec  record
}

// next reads a record; false at the end, also when the stream breaks off
// within one. The record is valid until the next call.
func (r *records) next() (*record, bool) {
	kind, part, ok := r.one()
	if !ok {
		return nil, false
	}
	r.rec.kind, r.rec.parts = kind, append(r.rec.parts[:0], part)
	for {
		at := r.at
		kind, part, ok = r.one()
		if !ok || kind != recContinue {
			r.at = at
			return &r.rec, true
		}
		r.rec.parts = append(r.rec.parts, part)
	}
}

func (r *records) one() (kind uint16, body []byte, ok bool) {
	if len(r.data)-r.at < 4 {
		return 0, nil, false
	}
	head := r.data[r.at:]
	n := int(binary.LittleEndian.Uint16(head[2:]))
	if len(head)-4 < n {
		return 0, nil, false
	}
	r.at += 4 + n
	return binary.LittleEndian.Uint16(head), head[4 : 4+n], true
}

// pieces reads through the parts of a record. After the first fault it is bad
// and gives zeros.
type pieces struct {
	parts [][]byte
	bad   bool
}

// next gives n bytes of the part at hand, or fewer where it ends sooner; none
// at the end.
func (p *pieces) next(n int) []byte {
	for len(p.parts) > 0 && len(p.parts[0]) == 0 {
		p.parts = p.parts[1:]
	}
	if len(p.parts) == 0 {
		p.bad = true
		return nil
	}
	n = min(n, len(p.parts[0]))
	b := p.parts[0][:n]
	p.parts[0] = p.parts[0][n:]
	return b
}

func (p *pieces) skip(n int) {
	for n > 0 && !p.bad {
		n -= len(p.next(n))
	}
}

// uint reads an integer of some bytes, which may lie across two parts.
func (p *pieces) uint(size int) int {
	v := 0
	for i := 0; i < size && !p.bad; {
		for _, c := range p.next(size - i) {
			v |= int(c) << (8 * i)
			i++
		}
	}
	return v
}

// text reads a string with its flags: XLUnicodeRichExtendedString, of which
// the other strings are simple cases. lengthSize is the size of its length.
func (p *pieces) text(lengthSize int) string {
	chars := p.uint(lengthSize)
	flags := p.uint(1)
	runs, phonetic := 0, 0
	if flags&0x08 != 0 {
		runs = p.uint(2)
	}
	if flags&0x04 != 0 {
		phonetic = p.uint(4)
	}
	s := p.chars(chars, flags&1 != 0)
	p.skip(4*runs + phonetic)
	return s
}

// chars reads characters. Where a CONTINUE begins among them, it says anew how
// wide they are.
func (p *pieces) chars(n int, wide bool) string {
	if p.bad || n == 0 {
		return ""
	}
	units := make([]uint16, 0, min(n, 1<<15))
	for fresh := false; len(units) < n; fresh = true {
		if fresh {
			if flags := p.next(1); len(flags) == 1 {
				wide = flags[0]&1 != 0
			}
		}
		size := 1
		if wide {
			size = 2
		}
		if len(p.parts) > 0 && len(p.parts[0]) == 0 && !fresh {
			continue // the string begins with the next part
		}
		b := p.next((n - len(units)) * size)
		if p.bad || len(b)%size != 0 {
			p.bad = true
			return ""
		}
		for i := 0; i < len(b); i += size {
			u := uint16(b[i])
			if wide {
				u |= uint16(b[i+1]) << 8
			}
			units = append(units, u)
		}
	}
	return cleanText(string(utf16.Decode(units)))
}

// cleanText makes control characters blanks, as is done with other kinds of
// files.
func cleanText(s string) string {
	if strings.IndexFunc(s, isControl) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return ' '
		}
		return r
	}, s)
}

func isControl(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }

// rk reads a number of the RK notation: thirty bits of a float or an integer,
// of hundredths or of ones.
func rk(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// numberText writes a number as .xlsx files hold it: the shortest digits, and
// a power of ten from seventeen digits up.
func numberText(f float64) string {
	if a := math.Abs(f); a >= 1e17 || a < 1e-4 && a > 0 {
		return strings.Replace(strconv.FormatFloat(f, 'E', -1, 64), "E-0", "E-", 1)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
