package book

import (
	"strconv"
	"sync"

	"github.com/xuri/excelize/v2"
)

// fontName is on every Chinese computer; the program's own faces are not.
const fontName = "宋体"

// fontSize is that of text, in points.
const fontSize = 10

const (
	textFormat  = 49 // "@"
	plainFormat = 0  // General: amounts with and without decimals, and years
)

// look is all that decides the style of a cell.
type look struct {
	row     Look
	number  bool
	center  bool
	top     bool // the first line above the head
	open    bool // an empty column
	fill    bool // to be filled in
	marked  bool // stands out
	faint   bool // steps back
	left    bool // text that a formula gives
	link    bool
	tenths  bool // one decimal
	example bool // over the head
}

// styles are those of a workbook. Whichever of its sheets is made first, they get
// the numbers that they would get if the sheets were made one after another.
type styles struct {
	file *excelize.File
	mu   sync.Mutex
	more sync.Cond // there are more styles, or it is another sheet's turn
	ids  map[look]int
	done []bool // which sheets will ask for no more
	turn int    // the first of those that may; it alone may add styles
}

// newStyles makes room for the styles of n sheets, which at first are made in order.
func newStyles(f *excelize.File, n int) *styles {
	s := &styles{file: f, ids: make(map[look]int), done: make([]bool, n), turn: n}
	s.more.L = &s.mu
	return s
}

// begin says that from now on the sheets are made beside each other.
func (s *styles) begin() { s.turn = 0 }

// end says that the n-th sheet asks for no more styles.
func (s *styles) end(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done[n] = true
	for s.turn < len(s.done) && s.done[s.turn] {
		s.turn++
	}
	s.more.Broadcast()
}

// of gives the style of a look for the n-th sheet. A new one is made when it is
// that sheet's turn.
func (s *styles) of(n int, l look) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		if id, ok := s.ids[l]; ok {
			return id, nil
		}
		if n <= s.turn {
			break
		}
		s.more.Wait()
	}
	id, err := s.file.NewStyle(l.style())
	s.ids[l] = id
	s.more.Broadcast()
	return id, err
}

// style gives the style of a look, made when first asked for.
func (s *sheet) style(l look) int {
	if id, ok := s.known[l]; ok {
		return id
	}
	id, err := s.styles.of(s.number, l)
	s.try(err)
	s.known[l] = id
	return id
}

func (l look) style() *excelize.Style {
	st := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: fontSize},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		NumFmt:    textFormat,
	}
	if l.faint {
		st.Font.Color = "A6A6A6"
	}
	if l.number {
		st.NumFmt = plainFormat
		st.Alignment.Horizontal, st.Alignment.Indent = "right", 1
	}
	if l.left {
		st.Alignment.Horizontal, st.Alignment.Indent = "left", 0
	}
	if l.center {
		st.Alignment.Horizontal, st.Alignment.Indent = "center", 0
	}
	if l.open {
		st.Alignment = &excelize.Alignment{Vertical: "center"}
		if l.number { // or it would run into the text beside it
			st.Alignment.Horizontal, st.Alignment.Indent = "right", 1
		}
		if l.marked {
			st.Fill = tint("FFE08A")
		}
		return st
	}
	if l.tenths {
		st.NumFmt, st.CustomNumFmt = 0, new("0.0")
	}
	if l.link {
		st.Font.Color, st.Font.Underline = "0563C1", "single"
	}
	switch l.row {
	case Head:
		st.NumFmt, st.CustomNumFmt, st.Font.Bold = textFormat, nil, true
		st.Alignment.Horizontal, st.Alignment.Indent = "center", 0
		st.Fill = tint("E7E6E6")
		if l.example {
			st.Font.Bold, st.Font.Italic, st.Font.Color = false, true, "7F7F7F"
			st.Fill = excelize.Fill{}
		}
	case Total:
		st.Font.Bold = true
	case Title:
		l.title(st)
		return st
	case Note:
		st.Alignment.Horizontal, st.Alignment.Indent = "left", 0
		return st
	}
	if l.fill {
		st.Fill = tint("FFFBE6")
		st.Protection = &excelize.Protection{Locked: false}
	}
	if l.marked {
		st.Fill = tint("FFE08A")
	}
	st.Border = box()
	return st
}

func tint(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func (l look) title(st *excelize.Style) {
	st.NumFmt, st.Font.Bold = textFormat, true
	st.Alignment = &excelize.Alignment{Vertical: "center"}
	if l.top {
		st.Font.Size = 14
	}
}

func box() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: "7F7F7F", Style: 1})
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }
