package library

import (
	"cmp"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ruhu/cmd/internal/settings"
	"ruhu/model"
	"ruhu/model/report"
	"ruhu/model/sheet"
	"ruhu/render/letter"
	"ruhu/templates"
)

// SummaryID names the document, as a form's id does.
const SummaryID = "summary"

// Summary reads the text of the summary: the user's own, or the built-in one.
func Summary(dir string) (*letter.Template, error) {
	name, text, err := summaryText(dir)
	if err != nil {
		return nil, err
	}
	return letter.Parse(name, text)
}

// summaryText gives the text of the summary as it is written, and its file.
func summaryText(dir string) (name string, text []byte, err error) {
	if name, text, err = own(dir, templates.Summary); err != nil || text != nil {
		return name, sheet.Text(text), err
	}
	text, err = fs.ReadFile(templates.Files, templates.Summary)
	return templates.Summary, text, err
}

// isSummary reports the text of the summary among the files of a user's templates.
func isSummary(name string) bool { return strings.EqualFold(filepath.Ext(name), ".txt") }

// checkSummary verifies a text of the user's: its language, and its names by a
// village in which nobody is.
func checkSummary(cb *model.Codebook, file string, text []byte) error {
	t, err := letter.Parse(file, text)
	if err != nil {
		return err
	}
	names := SummaryNames(&settings.Config{Year: settings.DefaultYear}, settings.DefaultYear, "")
	nobody := &model.Roster{Data: model.NewDataset(cb), Villages: []*model.Village{{}}}
	_, err = t.Official(SummaryID, report.Make(nobody, report.Options{}), names)
	return err
}

// SummaryNames is what the text may call beside figures: what the settings say of
// the office, and the year and day (as 2020-01-03; empty: not known) of the summary.
func SummaryNames(c *settings.Config, year int, date string) letter.Names {
	from, to := c.IncomePeriod()
	if year != c.Year { // the settings' period is that of the settings' year
		from, to = model.IncomePeriod(year)
	}
	day, err := time.Parse(time.DateOnly, date)
	signed := ""
	if err == nil {
		signed = chineseDay(day)
	}
	return letter.Names{
		"单位": c.Unit, "街道": c.Street, "联系人": c.Contact, "花名册": cmp.Or(c.Source, "花名册"), "日期": signed,
		"年度": strconv.Itoa(year), "上年度": strconv.Itoa(year - 1), "次年度": strconv.Itoa(year + 1),
		"脱贫标准": model.Plain(c.Standard) + "元", "监测上限": model.Plain(c.Ceiling) + "倍",
		"收入起": chineseDay(from), "收入止": chineseDay(to),
	}
}

// chineseDay writes a day as official documents do, without leading zeros.
func chineseDay(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}
