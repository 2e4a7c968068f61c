package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/settings"
	"ruhu/cmd/internal/typeface"
)

// settingsPages is the page 设置: what an office decides once, and what needs no roster.
var settingsPages = map[string]handler{
	"GET /settings":          (*asked).settings,
	"POST /settings/save":    (*asked).settingsSave,
	"POST /settings/forget":  (*asked).settingsForget,
	"POST /settings/faces":   (*asked).faces,
	"POST /settings/rare":    withRead((*asked).rareCharacters),
	"POST /settings/letters": (*asked).letters,
	"POST /settings/blank":   (*asked).blankForms,
	"GET /settings/roster":   (*asked).emptyRoster,
}

// settingsData is what the page 设置 shows.
type settingsData struct {
	savedData
	File      string
	There     bool   // the file
	Broken    string // what is wrong with it
	Fields    []fieldData
	Charts    string // true, false; empty: it is not said
	Machine   string // fonts of the machine, the same
	Folders   string // of fonts, a line each
	Checkable []checkData
	Meanings  []settings.Meaning
	Forms     []checkData
	Formats   []app.Format
	Rosters   bool // there are any
	Dir       string
	Command   string
}

// savedData is what became of settings that were sent.
type savedData struct {
	Version string // of the file that the form was made of
	Saved   string
	Doubt   string // of what was saved
	Refused string
}

// fieldData is a setting that is written in a field.
type fieldData struct {
	Name, Label, Help string
	Value, Default    string
}

// settingFields are the settings that are written in fields, in their order.
var settingFields = []fieldData{
	{Name: "year", Label: "年度", Help: "四位数"},
	{Name: "unit", Label: "单位", Help: "信头和总结的落款", Default: "不印"},
	{Name: "street", Label: "街道、乡镇", Help: "总结的标题", Default: "不写"},
	{Name: "date", Label: "日期", Help: "印在登记表上，也是总结的成文日期；不写就留空，手填", Default: "留空"},
	{Name: "standard", Label: "省定标准", Help: "元/人·年"},
	{Name: "ceiling", Label: "监测收入上限", Help: "是标准的几倍"},
	{Name: "income.from", Label: "收入周期，从", Help: "检查收入时用"},
	{Name: "income.to", Label: "收入周期，到"},
	{Name: "contact", Label: "联系人", Help: "照写的印出，如 街道民政办", Default: "不印"},
	{Name: "fonts.office", Label: "Word、Excel 里生僻字的字体", Help: "宋体和 SimSun-ExtB 都没有的字用它", Default: "SimSun-ExtB"},
	{Name: "source", Label: "花名册的叫法", Help: "总结里的“花名册”换成这个说法", Default: "花名册"},
}

func (a *asked) settings() error {
	a.project.refresh()
	f, c, err := a.settingsFile()
	d := settingsData{File: f.Name, There: f.Version != "", Meanings: c.Meanings(), Formats: app.Formats(), Dir: a.Dir}
	d.Version = f.Version
	if err != nil {
		d.Broken = a.words(err)
	}
	defaults := map[string]string{
		"year": strconv.Itoa(settings.DefaultYear), "standard": amount(c.Standard), "ceiling": amount(c.Ceiling),
		"income.from": c.Income.From, "income.to": c.Income.To,
	}
	d.Fields = fieldsOf(f, settingFields, defaults)
	if f.Value("charts") != "" {
		d.Charts = strconv.FormatBool(c.Charts)
	}
	if f.Value("fonts", "machine") != "" {
		d.Machine = strconv.FormatBool(c.Fonts.Machine)
	}
	d.Folders = strings.Join(f.Values("fonts", "dir"), "\n")
	for _, name := range settings.Checkable() {
		d.Checkable = append(d.Checkable, checkData{Name: name, Label: name, On: slices.Contains(c.None, name)})
	}
	if a.project != nil {
		d.Rosters, d.Dir, d.Command = true, a.project.dir, a.command(f, "check")
	}
	_ = a.workspace(func(w *app.Workspace) error { // with faulty settings there are no forms
		d.Forms = formsOf(w, nil)
		return nil
	})
	return a.show("settings", "设置", d)
}

// fieldsOf fills in fields with what stands in the file.
func fieldsOf(f *settings.File, fields []fieldData, defaults map[string]string) (out []fieldData) {
	for _, field := range fields {
		field.Value = f.Value(strings.Split(field.Name, ".")...)
		field.Default = cmp.Or(defaults[field.Name], field.Default)
		out = append(out, field)
	}
	return out
}

// changed gives what stands otherwise in fields that were sent than in the file.
func (a *asked) changed(f *settings.File, fields []fieldData) (out []settings.Change) {
	for _, field := range fieldsOf(f, fields, nil) {
		if value := strings.TrimSpace(a.PostFormValue(field.Name)); value != field.Value {
			out = append(out, settings.Set(field.Name, value))
		}
	}
	return out
}

func amount(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// workspace lends the workspace of the project, without reading its rosters; where there
// is no project, one without rosters.
func (a *asked) workspace(do func(*app.Workspace) error) error {
	if a.project != nil {
		return a.project.lend(func(w *opened) error { return do(w.Workspace) })
	}
	w, err := app.Open(a.asks())
	if err != nil {
		return err
	}
	defer w.Close()
	return do(w)
}

// settingsSave writes the fields that were changed.
func (a *asked) settingsSave() error {
	version := a.PostFormValue("version")
	d := savedData{Version: version}
	f, c, err := a.settingsFile()
	var changes []settings.Change
	if err == nil {
		changes = a.changesOf(f, c)
	}
	if err == nil && (len(changes) > 0 || version != f.Version) {
		err = a.configure(&version, changes...)
	}
	switch {
	case err != nil:
		d.Refused = a.words(err)
	case len(changes) == 0:
		d.Saved = "没有改动"
	default:
		if f, c, err = a.settingsFile(); err != nil {
			return err
		}
		d.Saved, d.Version = "已存到 "+f.Name, f.Version
		named := typeface.Folders{}
		if _, err := named.Find(settings.Fonts{Dirs: c.Fonts.Dirs}); err != nil {
			d.Doubt = a.words(err)
		}
	}
	return a.show("saved", "设置", d)
}

// changesOf gives what in a form is otherwise than in the settings.
func (a *asked) changesOf(f *settings.File, c *settings.Config) (out []settings.Change) {
	out = a.changed(f, settingFields)
	for _, choice := range []struct {
		name string
		now  bool
	}{{"charts", c.Charts}, {"fonts.machine", c.Fonts.Machine}} {
		value := a.PostFormValue(choice.name)
		if was := f.Value(strings.Split(choice.name, ".")...); (value == "") != (was == "") || value != "" && value != strconv.FormatBool(choice.now) {
			out = append(out, settings.Set(choice.name, value))
		}
	}
	folders := slices.DeleteFunc(strings.Split(strings.ReplaceAll(a.PostFormValue("fonts.dir"), "\r", ""), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
	if !slices.Equal(folders, f.Values("fonts", "dir")) {
		out = append(out, settings.SetList("fonts.dir", folders))
	}
	none := a.PostForm["none"]
	if !slices.Equal(slices.Sorted(slices.Values(none)), slices.Sorted(slices.Values(c.None))) {
		out = append(out, settings.SetList("已核无", none))
	}
	return out
}

// settingsForget takes away what was said of a column head or a spelling.
func (a *asked) settingsForget() error {
	change := settings.SetHead(a.PostFormValue("head"), "")
	if item := a.PostFormValue("item"); item != "" {
		err := a.workspace(func(w *app.Workspace) error {
			code, err := w.ItemNamed(&app.Reading{}, item)
			if err == nil {
				change = settings.SetWord(w.Library.Codebook, code, a.PostFormValue("text"), "")
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := a.configure(nil, change); err != nil {
		return err
	}
	return a.goTo("/settings")
}

// faces shows the fonts at hand.
func (a *asked) faces() error {
	return a.workspace(func(w *app.Workspace) error {
		r, err := w.Survey(a.Context())
		if err != nil {
			return err
		}
		return a.show("faces", "字体", r)
	})
}

// rareData is characters that no embedded face has, and whose they are.
type rareData struct {
	Chars   []typeface.CharReport
	Missing []typeface.Missing
	More    int  // of these
	Text    bool // a text was asked about, no roster
}

// mostMissing is how many places with a missing character are shown.
const mostMissing = 200

// rareCharacters shows which characters of the roster are printed in other faces, and
// which cannot be.
func (a *asked) rareCharacters(w *opened) error {
	r, err := w.Printable(a.Context())
	if err != nil {
		return err
	}
	n := min(mostMissing, len(r.Missing))
	return a.show("rare", "生僻字", rareData{Chars: r.Chars, Missing: r.Missing[:n], More: len(r.Missing) - n})
}

// letters shows how the characters of a text are printed.
func (a *asked) letters() error {
	text := a.PostFormValue("text")
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200])
	}
	return a.workspace(func(w *app.Workspace) error {
		list, err := w.Characters(text)
		if err != nil {
			return err
		}
		return a.show("rare", "生僻字", rareData{Chars: list, Text: true})
	})
}

// blankForms writes blank forms into the folder of results.
func (a *asked) blankForms() error {
	c := app.BlankChoice{Forms: a.PostForm["form"], Copies: 1, Duplex: a.PostFormValue("duplex") != "", Paper: a.PostFormValue("paper")}
	if len(c.Forms) == 0 {
		return fault.Wrong("没有选表", "请在要打印的表前打勾")
	}
	for _, n := range []struct {
		name, what string
		to         *int
		most       int
	}{{"copies", "每种几份", &c.Copies, 1000}, {"rows", "明细的行数", &c.Rows, 500}} {
		text := strings.TrimSpace(a.PostFormValue(n.name))
		if text == "" {
			continue
		}
		v, err := strconv.Atoi(text)
		if err != nil || v < 1 || v > n.most {
			return fault.Wrong("“"+n.what+"”写得不对："+text, "请写 1 到 "+strconv.Itoa(n.most)+" 之间的整数")
		}
		*n.to = v
	}
	for _, f := range a.PostForm["format"] {
		c.Formats = append(c.Formats, app.Format(f))
	}
	return a.workspace(func(w *app.Workspace) error {
		written := results{dir: a.Dir}
		if a.project != nil {
			written.dir = a.project.dir
		}
		r, err := w.Blank(a.Context(), written.dir, c)
		if err != nil {
			return err
		}
		if written.files = r.Files; a.project != nil {
			written = a.project.wrote(written.dir, r.Files)
		}
		return a.show("blank", "空白表", blankData{len(r.Files), r.Pages, r.Sheets, written.show(0)})
	})
}

// blankData is the blank forms that were written.
type blankData struct {
	Count, Pages, Sheets int
	Files                filesData
}

// emptyRoster sends the empty roster, to be filled in.
func (a *asked) emptyRoster() error {
	data, err := app.Template("")
	if err != nil {
		return err
	}
	a.attach("空白花名册.xlsx")
	_, err = a.Write(data)
	return err
}
