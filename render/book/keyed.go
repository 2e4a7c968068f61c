package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	source "ruhu/model/sheet"
	"ruhu/render/workbook"
)

// Keyed is a sheet of 需维护数据汇总.xlsx as it stands, for the person who keys it in.
type Keyed struct {
	Name  string
	Heads []string // without the columns that are the program's own, and without 已录入
	Rows  []KeyedRow

	doneCol int // from 1
}

// KeyedRow is what is to be keyed in.
type KeyedRow struct {
	ID    string   // the same wherever in the sheet the row stands, as long as it says the same
	Cells []string // below the heads
	Done  string   // what stands under 已录入: DoneMark, nothing, or people's own words

	row int // from 1
}

// DoneMark says that a row is keyed in.
const DoneMark = "√"

// ReadKeyed reads the workbook's sheets with the column 已录入, but not those of what
// is listed no more. The error is a *sheet.Error of model/sheet.
func ReadKeyed(in source.Input) ([]Keyed, error) {
	var out []Keyed
	err := eachSheet(in, func(s source.Sheet) error {
		k := Keyed{Name: s.Name()}
		if strings.HasSuffix(k.Name, pastSuffix) {
			return nil
		}
		var shown []int
		count := make(map[string]int)
		err := s.Each(func(row int, cells []string) bool {
			switch {
			case k.doneCol > 0:
				k.add(row, cells, shown, count)
			case row > headsWithin:
				return false
			default:
				shown = k.head(cells)
			}
			return true
		})
		if len(k.Rows) > 0 {
			out = append(out, k)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// head takes a row for that of the heads where it is, and gives the columns to be shown.
func (k *Keyed) head(cells []string) (shown []int) {
	if k.doneCol = slices.Index(cells, done.Head) + 1; k.doneCol == 0 {
		return nil
	}
	for i, head := range cells {
		if i+1 != k.doneCol && head != keyHead && head != "" {
			k.Heads, shown = append(k.Heads, head), append(shown, i)
		}
	}
	return shown
}

// add adds a row that says anything. Of several that say the same, each has an id.
func (k *Keyed) add(row int, cells []string, shown []int, count map[string]int) {
	r := KeyedRow{Done: cellAt(cells, k.doneCol-1), row: row}
	sum := sha256.New()
	fmt.Fprintf(sum, "%q", k.Name)
	said := false
	for i := range cells {
		if text := cellAt(cells, i); i+1 != k.doneCol && text != "" {
			fmt.Fprintf(sum, "%d%q", i, text)
			said = true
		}
	}
	if !said {
		return
	}
	for _, i := range shown {
		r.Cells = append(r.Cells, cellAt(cells, i))
	}
	r.ID = hex.EncodeToString(sum.Sum(nil)[:12])
	if count[r.ID]++; count[r.ID] > 1 {
		r.ID = fmt.Sprintf("%s-%d", r.ID, count[r.ID])
	}
	k.Rows = append(k.Rows, r)
}

// MarkKeyed copies a workbook that ReadKeyed read as these sheets, with rows, by their ids,
// marked as keyed in, or no longer so. It gives the sheets as they then are, and the ids
// that are left out: the workbook has no such row, or people wrote words of theirs beside
// it.
func MarkKeyed(w io.Writer, file []byte, sheets []Keyed, marks map[string]bool) (now []Keyed, left []string, err error) {
	now = slices.Clone(sheets)
	met := make(map[string]bool)
	for n := range now {
		k := &now[n]
		texts := make(map[int]string)
		k.Rows = slices.Clone(k.Rows)
		for i := range k.Rows {
			r := &k.Rows[i]
			is, asked := marks[r.ID]
			if !asked || r.Done != "" && r.Done != DoneMark {
				continue
			}
			met[r.ID], r.Done = true, ""
			if is {
				r.Done = DoneMark
			}
			texts[r.row] = r.Done
		}
		if len(texts) == 0 {
			continue
		}
		var out bytes.Buffer
		if err := workbook.SetTexts(&out, file, k.Name, k.doneCol, texts); err != nil {
			return nil, nil, err
		}
		file = out.Bytes()
	}
	for id := range marks {
		if !met[id] {
			left = append(left, id)
		}
	}
	_, err = w.Write(file)
	return now, left, err
}
