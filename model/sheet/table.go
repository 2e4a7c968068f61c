package sheet

import (
	"cmp"
	"maps"
	"slices"
)

// maxColumns is how many columns a sheet can have in any program (XFD).
const maxColumns = 16384

// maxCells is how many filled cells a sheet may have that is held in memory:
// 65,536 rows, all that .xls can have, of 128 columns.
const maxCells = 1 << 23

// table is a sheet held in memory, for kinds of files that are not read row by
// row. It is filled when it is first asked for anything but its name.
type table struct {
	title string
	late  bool
	// budget is that of the file; nil where no cell can hold more than stands there.
	budget *budget
	// fill puts the cells; nil when they are there. lost is its error.
	fill func(*table) error
	lost error

	cells     []held
	over      error // there is more than can be held
	unordered bool
	numeric   map[uint64]bool
	spans     []Span
	notes     Notes
	rows      map[int]bool // hidden ones, whatever they hold
	cols      map[int]bool
}

func newTable(title string, notes Notes) *table {
	return &table{title: title, notes: notes,
		numeric: make(map[uint64]bool), rows: make(map[int]bool), cols: make(map[int]bool)}
}

// held is one cell that is not empty.
type held struct {
	row, col int32
	text     string
}

// put adds a cell. An empty one is nothing, and so is the error of a formula.
func (t *table) put(row, col int, text string, number bool) {
	switch {
	case text == "":
		return
	case isError(text):
		t.notes.Errors.Add(row, col)
		return
	case len(t.cells) == maxCells:
		t.over = errLarge
		return
	}
	text, cut := cutText(text)
	if cut {
		t.notes.Cut.Add(row, col)
	}
	if t.budget != nil {
		if t.budget.left -= len(text); t.budget.left < 0 {
			t.over = errText
			return
		}
	}
	if n := len(t.cells); n > 0 && before(held{row: int32(row), col: int32(col)}, t.cells[n-1]) >= 0 {
		t.unordered = true
	}
	t.cells = append(t.cells, held{int32(row), int32(col), text})
	if number && Suspicious(text) {
		t.numeric[cellKey(row, col)] = true
	}
}

// before is not negative when b does not stand before a.
func before(a, b held) int { return cmp.Or(cmp.Compare(b.row, a.row), cmp.Compare(b.col, a.col)) }

// ready fills the table, once, and settles what comes from all its cells.
func (t *table) ready() error {
	fill := t.fill
	if fill == nil {
		return t.lost
	}
	t.fill = nil
	t.lost = fill(t)
	t.finish()
	return t.lost
}

// finish puts the cells in order, the last of two in one place, and the merged
// ranges, and lists the hidden rows and columns that hold something.
func (t *table) finish() {
	over := 0
	if t.lost == nil {
		t.lost = t.over
	}
	if t.lost == nil {
		t.spans, over, t.lost = disjoint(t.spans)
	}
	if t.lost != nil {
		t.cells, t.spans = nil, nil
		return
	}
	if over > 0 {
		t.notes.Oddities = append(t.notes.Oddities, overlapping(over))
	}
	t.inOrder()
	if len(t.rows)+len(t.cols) == 0 {
		return
	}
	rows, cols := make(map[int]bool), make(map[int]bool)
	for _, c := range t.cells {
		if t.rows[int(c.row)] {
			rows[int(c.row)] = true
		}
		if t.cols[int(c.col)] {
			cols[int(c.col)] = true
		}
	}
	t.notes.HiddenRows, t.notes.HiddenCols = slices.Sorted(maps.Keys(rows)), slices.Sorted(maps.Keys(cols))
}

// inOrder sorts the cells.
func (t *table) inOrder() {
	if !t.unordered {
		return
	}
	slices.SortStableFunc(t.cells, func(a, b held) int { return -before(a, b) })
	kept := t.cells[:0]
	for i, c := range t.cells {
		if i+1 == len(t.cells) || before(c, t.cells[i+1]) != 0 {
			kept = append(kept, c)
		} else if c.text != t.cells[i+1].text {
			t.notes.Twice.Add(int(c.row), int(c.col))
		}
	}
	t.cells, t.unordered = kept, false
}

// Name implements Sheet, as all methods below do.
func (t *table) Name() string { return t.title }

func (t *table) Epoch1904() bool { return t.late }

func (t *table) Merged() []Span {
	_ = t.ready()
	return t.spans
}

func (t *table) Notes() Notes {
	_ = t.ready()
	return t.notes
}

func (t *table) Number(row, col int) bool {
	_ = t.ready()
	return t.numeric[cellKey(row, col)]
}

func (t *table) Release() {
	*t = table{title: t.title, late: t.late, notes: t.notes, lost: t.lost}
}

func (t *table) Each(yield func(row int, cells []string) bool) error {
	if err := t.ready(); err != nil {
		return err
	}
	width, cover := 0, newCover(t.spans)
	t.notes.Covered = Cells{}
	for rest := t.cells; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].row == rest[0].row {
			n++
		}
		cells := make([]string, rest[n-1].col)
		for _, c := range rest[:n] {
			cells[c.col-1] = c.text
		}
		if len(cells) > wideRow {
			width += len(cells)
		}
		if width > maxWide {
			return errWide
		}
		cover.row(int(rest[0].row), cells, &t.notes.Covered)
		if !yield(int(rest[0].row), cells) {
			return nil
		}
		rest = rest[n:]
	}
	return nil
}
