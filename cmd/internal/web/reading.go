package web

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/settings"
)

// readingPages is the page 读得对吗: what each column was taken for, and what is to be
// said about those that were not understood.
var readingPages = map[string]handler{
	"GET /reading":         (*asked).reading,
	"POST /reading/column": (*asked).readingColumn,
	"POST /reading/word":   (*asked).readingWord,
}

// The bounds of what the page shows; the rest is counted.
const (
	mostSheets  = 60
	mostColumns = 300
	mostUnread  = 100
	mostWords   = 100
)

// readingData is what the page 读得对吗 shows.
type readingData struct {
	Result   *app.Result  // nil: nothing is read
	Fault    string       // why nothing could be read
	Refused  string       // why a change was not made
	Done     string       // what was just changed
	Undo     *changeData  // takes it back
	Unread   []columnData // columns that hold something and are not read
	Words    []wordData   // spellings in no list
	Sheets   []sheetData  // each kind once
	Lists    []itemList   // what columns may be taken for
	Meanings []settings.Meaning
	File     string // of the settings; empty: there is none
	Command  string
	// Beyond these there are more, which are not shown.
	MoreUnread, MoreWords, MoreSheets int
}

// AllUnread counts the columns that hold something and are not read.
func (d readingData) AllUnread() int { return len(d.Unread) + d.MoreUnread }

// AllWords counts the spellings that are in no list.
func (d readingData) AllWords() int { return len(d.Words) + d.MoreWords }

// changeData is a change of a meaning, as a form sends it.
type changeData struct {
	Head       string // of a column; empty: it is about a spelling
	Item, Text string // the spelling, and the code of its item
	To         string // the item or answer; empty: what was said is taken away
}

// itemList is items among which one is chosen.
type itemList struct {
	ID    string
	Items []app.ItemChoice
	scope string
}

// sheetData is a sheet with its columns, and those that have the same.
type sheetData struct {
	Names      []string // file › sheet
	Shape      string   // empty: it is no roster
	Rows       string   // what became of its rows
	Beside     bool
	Columns    []columnData
	Unread     int // columns
	Remarks    []string
	MoreColumn int
}

// columnData is a column, and what it was taken for.
type columnData struct {
	Sheet    string
	Letter   string
	Head     string
	Title    string // of the item; empty: it is not read
	Near     string // an item that it may be
	Chosen   bool   // the user said so
	Minor    bool
	Examples []string
	List     string // of the items that it may be
}

// wordData is a spelling that is in no list, and the answers that it may mean.
type wordData struct {
	app.Spelling
	Shown   string // nothing of a person
	Options []string
	Number  bool // it looks like a number: its column is taken for the wrong item
}

func (a *asked) reading() error {
	a.project.refresh()
	var d readingData
	a.readAll(&d)
	if a.gone() {
		return nil
	}
	return a.show("reading", "读得对吗", d)
}

// readAll reads the rosters and fills in what the page shows of them.
func (a *asked) readAll(d *readingData) {
	err := a.project.use(a.Context(), func(w *app.Workspace) error {
		words, err := w.Spellings(a.Context())
		if err != nil {
			return err
		}
		d.Result = w.Result()
		d.showSheets(w)
		d.showWords(w, words)
		return nil
	})
	if err != nil {
		d.Fault = a.words(err)
	}
	if a.project == nil {
		return
	}
	f, c, err := a.settingsFile()
	if err != nil && d.Fault == "" {
		d.Fault = a.words(err)
	}
	d.Meanings, d.Command = c.Meanings(), a.command(f, "check", "--explain")
	if f.Version != "" {
		d.File = f.Name
	}
}

// showSheets shows each sheet; those that are alike together.
func (d *readingData) showSheets(w *app.Workspace) {
	at := make(map[string]int)
	for i := range d.Result.Read {
		r := &d.Result.Read[i]
		name, remarks := r.Name(), remarksOf(r)
		key := kindOf(r)
		if k, ok := at[key]; ok {
			s := &d.Sheets[k]
			s.Names = append(s.Names, name)
			for _, m := range remarks {
				s.Remarks = append(s.Remarks, r.Sheet+"："+m)
			}
			continue
		}
		if len(d.Sheets) == mostSheets {
			d.MoreSheets++
			continue
		}
		at[key] = len(d.Sheets)
		s := sheetData{Names: []string{name}, Shape: r.Shape, Rows: "表头下面没有读到内容", Beside: r.Beside, Remarks: remarks}
		if rows := r.Counts(" 行"); len(rows) > 0 {
			s.Rows = strings.Join(rows, "，")
		}
		d.showColumns(w, r, &s)
		d.Sheets = append(d.Sheets, s)
	}
}

// showColumns shows the columns of a sheet. Those that hold something and are not read
// are shown before all sheets, too.
func (d *readingData) showColumns(w *app.Workspace, r *app.Reading, s *sheetData) {
	if r.Shape == "" {
		return
	}
	list := d.listOf(w, r)
	for i, c := range r.Columns {
		col := columnData{
			Sheet: r.Sheet, Letter: app.ColumnName(c.Col), Head: c.Head, Title: r.Names[i], Chosen: c.By == app.ByUser,
			Minor: c.Minor, Examples: r.Examples(i), List: list,
		}
		if c.Code == "" && !col.Chosen {
			col.Near = c.By
		}
		if col.Title == "" && !col.Chosen && !col.Minor && !r.Beside && len(col.Examples) > 0 {
			s.Unread++
			switch same := slices.ContainsFunc(d.Unread, func(u columnData) bool { return u.Head == col.Head }); {
			case same:
			case len(d.Unread) == mostUnread:
				d.MoreUnread++
			default:
				d.Unread = append(d.Unread, col)
			}
		}
		if len(s.Columns) == mostColumns {
			s.MoreColumn++
			continue
		}
		s.Columns = append(s.Columns, col)
	}
}

// listOf gives the list of the items of a kind of sheets.
func (d *readingData) listOf(w *app.Workspace, r *app.Reading) string {
	scope := fmt.Sprint(r.Scopes)
	for _, l := range d.Lists {
		if l.scope == scope {
			return l.ID
		}
	}
	l := itemList{ID: fmt.Sprintf("items-%d", len(d.Lists)), Items: w.Items(r), scope: scope}
	d.Lists = append(d.Lists, l)
	return l.ID
}

// kindOf tells sheets apart that are not alike.
func kindOf(r *app.Reading) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Shape, r.Beside)
	for _, c := range r.Columns {
		fmt.Fprintln(&b, c.Col, c.Head, c.Code, c.By)
	}
	return b.String()
}

// remarksOf says what was not read of a sheet and why, and what is to be known of how it
// was read.
func remarksOf(r *app.Reading) (out []string) {
	for _, k := range r.Skipped {
		out = append(out, fmt.Sprintf("第 %s 行没有读（共 %d 行）：%s", app.RowList(k.Rows), len(k.Rows), k.Reason))
	}
	for _, lost := range r.Lost {
		out = append(out, "没有读："+lost)
	}
	if r.Crowded > 0 {
		out = append(out, fmt.Sprintf("写在一格里的家庭成员约 %d 人没有读，请分成一人一行", r.Crowded))
	}
	if r.Expected != r.Found {
		out = append(out, fmt.Sprintf("按家庭人口数约 %d 人，读到 %d 人", r.Expected, r.Found))
	}
	return append(out, r.Notes...)
}

// showWords shows the spellings that are in no list.
func (d *readingData) showWords(w *app.Workspace, words []app.Spelling) {
	d.MoreWords = max(0, len(words)-mostWords)
	for _, s := range words[:min(mostWords, len(words))] {
		in := w.Library.Codebook.Lookup(s.Code)
		if in == nil {
			continue
		}
		shown := app.ShownSpelling(s.Text, len(s.Text))
		d.Words = append(d.Words, wordData{s, shown, in.Labels(), shown == app.HiddenNumber})
	}
}

// readingColumn changes what a column is taken for.
func (a *asked) readingColumn() error {
	head, item := a.PostFormValue("head"), strings.TrimSpace(a.PostFormValue("item"))
	if near := a.PostFormValue("near"); near != "" {
		item = near
	}
	d := readingData{Done: fmt.Sprintf("“%s”不再另外指定", head)}
	switch do := a.PostFormValue("do"); {
	case do == "forget":
		item = ""
	case do == "unused", item == settings.Unused:
		item, d.Done = settings.Unused, fmt.Sprintf("“%s”这一列不用", head)
	case item == "":
		return a.refused(fault.Wrong("没有写“"+head+"”这一列是什么", "请在列表里选一项，或写代码、名称，如 A8、文化程度"))
	default:
		code, title, err := a.itemNamed(head, item)
		if err != nil {
			return a.refused(err)
		}
		item, d.Done = code, fmt.Sprintf("“%s”读作“%s”", head, title)
	}
	_, c, _ := a.settingsFile()
	d.Undo = &changeData{Head: head, To: c.HeadMeans(head)}
	if err := a.configure(nil, settings.SetHead(head, item)); err != nil {
		return a.refused(err)
	}
	a.readAll(&d)
	if d.Result != nil && item != "" && item != settings.Unused && !d.reads(head, item) {
		d.Done = fmt.Sprintf("已记下，但“%s”没有照这样读：别的列已经读作它，或这张表里不能有它。可以撤销，或先改那一列", head)
	}
	return a.answerReading(d)
}

// itemNamed finds the item that is named for the columns of a head.
func (a *asked) itemNamed(head, words string) (code, title string, err error) {
	err = a.project.lend(func(w *opened) error {
		of := &app.Reading{}
		for _, r := range w.Result().Read {
			if of.Shape == "" && slices.ContainsFunc(r.Columns, func(c app.Column) bool { return c.Head == head }) {
				of = &r
			}
		}
		found, err := w.ItemNamed(of, words)
		if err == nil {
			code, title = string(found), w.Library.Codebook.Lookup(found).Title()
		}
		return err
	})
	return code, title, err
}

// reads reports a column of a head that is read as an item because the user said so.
func (d *readingData) reads(head, code string) bool {
	return slices.ContainsFunc(d.Result.Read, func(r app.Reading) bool {
		return slices.ContainsFunc(r.Columns, func(c app.Column) bool { return c.Head == head && string(c.Code) == code })
	})
}

// readingWord changes what a spelling means.
func (a *asked) readingWord() error {
	text, answer := a.PostFormValue("text"), a.PostFormValue("answer")
	d := readingData{Done: fmt.Sprintf("“%s”当作“%s”", text, answer)}
	switch {
	case a.PostFormValue("do") == "forget" || answer == "" && a.PostFormValue("do") == "undo":
		answer, d.Done = "", fmt.Sprintf("“%s”不再当作别的", text)
	case answer == "":
		return a.refused(fault.Wrong("没有选“"+text+"”是什么意思", "请在旁边的列表里选一项"))
	}
	err := a.project.lend(func(w *opened) error {
		code, err := w.ItemNamed(&app.Reading{}, a.PostFormValue("item"))
		if err != nil {
			return err
		}
		_, c, _ := a.settingsFile()
		d.Undo = &changeData{Item: string(code), Text: text, To: c.WordMeans(w.Library.Codebook, code, text)}
		return a.configure(nil, settings.SetWord(w.Library.Codebook, code, text, answer))
	})
	if err != nil {
		return a.refused(err)
	}
	a.readAll(&d)
	return a.answerReading(d)
}

// refused shows the page as it is after a change that was not made, and why.
func (a *asked) refused(err error) error {
	var d readingData
	a.readAll(&d)
	d.Refused = a.words(err)
	return a.answerReading(d)
}

// answerReading answers a change with the page as it is now.
func (a *asked) answerReading(d readingData) error {
	if a.gone() {
		return nil
	}
	if a.part() {
		return a.show("reading-now", "读得对吗", d)
	}
	return a.show("reading", "读得对吗", d)
}
