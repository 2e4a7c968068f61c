package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/report"
	"ruhu/model/sheet"
	"ruhu/render"
	"ruhu/render/book"
	"ruhu/render/doc"
	"ruhu/render/fontfile"
	"ruhu/render/letter"
	"ruhu/templates"
)

// SummaryOptions is what the user decides about the year's summary.
type SummaryOptions struct {
	Rosters   []string // files, folders and patterns
	Against   []string // last year's; empty: there is none
	Dir       string
	Formats   []string     // docx, pdf; empty: both
	Date      string       // of signing; empty: the settings'
	Year      int          // 0: the settings'
	Config    ConfigChoice // where the settings are
	Templates string       // folder of an own text; empty: none
	Map       []string     // what column heads mean, as 列名=指标
	Fonts     FontOptions
}

// SummaryResult is a Result and what is particular about a summary.
type SummaryResult struct {
	*Result
	Persons int       // registered at the end of the year, as the summary counts them; 0: not known
	Faces   []FaceUse // of the PDF; empty where none was written
	Lost    []rune    // characters of the text that no face has: 〓 in the PDF
}

// FaceUse says which face the PDF sets a role of GB/T 9704-2012 in.
type FaceUse struct {
	Role, Face string
	StandIn    bool // the face is not one of the role
}

// summaryID names the document, as a form's id does.
const summaryID = "summary"

// Summary counts rosters and writes the year's summary, without printing
// anything. The result is never nil.
func Summary(ctx context.Context, o SummaryOptions) (*SummaryResult, error) {
	s := &summing{opt: o, SummaryResult: &SummaryResult{Result: newResult()}}
	return s.SummaryResult, explain(ctx, s.run(ctx))
}

// summing is a summary in the making.
type summing struct {
	*SummaryResult
	opt     SummaryOptions
	config  *Config
	library *library
	heads   wishes
	formats []render.Format
	text    *letter.Template
	shelf   *fontfile.Shelf
	fonts   render.Fonts
}

func (s *summing) run(ctx context.Context) error {
	if err := s.prepare(); err != nil {
		return err
	}
	defer s.shelf.Close()
	files, errs := openRosters(s.opt.Rosters)
	defer files.close()
	before, errsBefore := openLastYear(s.opt.Against)
	defer before.close()
	files.stopped, before.stopped = ctx.Err, ctx.Err
	s.Passed = append(files.passed, before.passed...)
	if err := sameFiles(files, before); err != nil {
		return err
	}
	folder := NewFolder(s.opt.Dir)
	defer folder.Close()
	if err := folder.Try(); err != nil {
		return err
	}
	if err := folder.Ready(s.names(), append(files.infos(), before.infos()...)); err != nil {
		return err
	}
	now, last, err := s.read(files, before, errs, errsBefore)
	if err != nil {
		return err
	}
	return s.sum(ctx, folder, now, last)
}

// sum does what is left when the rosters are read: it judges and counts them,
// and writes what came of it. last may be nil.
func (s *summing) sum(ctx context.Context, folder *Folder, now, last *model.Roster) error {
	if now.Households() >= countyHouseholds {
		settle(now.Households())
	}
	figures := s.count(now, last)
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.write(ctx, folder, figures)
	s.Files = append(s.Files, folder.Written(s.names())...)
	return err
}

// prepare checks everything that does not need the roster.
func (s *summing) prepare() (err error) {
	if s.formats, err = summaryFormats(s.opt.Formats); err != nil {
		return err
	}
	if s.config, err = s.opt.Config.load(s.opt.Rosters...); err != nil {
		return err
	}
	s.Settings = s.config.File
	if s.opt.Year, err = yearOf(s.opt.Year, s.config); err != nil {
		return err
	}
	if s.opt.Date, err = dateOf(s.opt.Date, s.config); err != nil {
		return err
	}
	if s.library, err = loadLibrary(s.opt.Templates, s.config); err != nil {
		return err
	}
	if s.heads, err = readWishes(s.library.codebook, s.opt.Map, s.config); err != nil {
		return err
	}
	if s.text, err = loadSummary(s.opt.Templates); err != nil {
		return err
	}
	if !s.config.Charts {
		s.text = s.text.WithoutCharts()
	}
	if s.shelf, err = loadShelf(s.opt.Fonts, s.config); err != nil {
		return err
	}
	s.fonts, s.Faces, err = loadOfficialFonts(s.shelf, nil)
	return err
}

// wholeFonts leaves out faces of the machine that cannot show the text after all:
// a damaged font is no reason to have no summary.
func (s *summing) wholeFonts(text string) (err error) {
	if damaged := s.fonts.Damaged(text); len(damaged) > 0 {
		s.fonts, s.Faces, err = loadOfficialFonts(s.shelf, damaged)
	}
	if !slices.Contains(s.formats, render.PDF) {
		s.Faces = nil
	}
	return err
}

// summaryFormats turns names into formats; both where none is named.
func summaryFormats(names []string) ([]render.Format, error) {
	if len(names) == 0 {
		return render.OfficialFormats, nil
	}
	formats, err := formatsOf(names)
	if err != nil {
		return nil, err
	}
	if slices.Contains(formats, render.XLSX) {
		return nil, fault.Wrong("工作总结没有 xlsx 格式", "可用的有：docx、pdf；其中的数另写在“总结数据.xlsx”")
	}
	return slices.DeleteFunc(slices.Clone(render.OfficialFormats), func(f render.Format) bool { return !slices.Contains(formats, f) }), nil
}

// openLastYear opens last year's roster, if there is one.
func openLastYear(args []string) (*rosterFiles, []error) {
	if len(args) == 0 {
		return &rosterFiles{}, nil
	}
	return openRosters(args)
}

// sameFiles refuses a roster that is compared with itself.
func sameFiles(now, last *rosterFiles) error {
	for _, a := range last.list {
		for _, b := range now.list {
			if os.SameFile(a.info, b.info) {
				return fault.Wrong("上年的花名册就是本年的花名册："+a.name, "--against 后面要写上一年度的花名册")
			}
		}
	}
	return nil
}

// read reads the rosters; last is nil when there is none of last year.
func (s *summing) read(files, before *rosterFiles, errs, errsBefore []error) (now, last *model.Roster, err error) {
	defer frugal(files.size() + before.size())()
	now, err = files.read(s.library.codebook, s.heads, errs)
	var errLast error
	if len(s.opt.Against) > 0 {
		last, errLast = before.read(s.library.codebook, s.heads, errsBefore)
	}
	if err := fault.Join(slices.DeleteFunc([]error{err, errLast}, func(err error) bool { return err == nil })); err != nil {
		return nil, nil, err
	}
	sheets := now.Sheets
	if last != nil {
		sheets = append(slices.Clone(sheets), last.Sheets...)
	}
	return now, last, s.heads.unmatched(sheets)
}

// count judges and counts the rosters, at the same time.
func (s *summing) count(roster, last *model.Roster) *report.Report {
	s.Households, s.Members, s.Unregistered = roster.Households(), roster.Members(), roster.Unregistered()
	s.Held = len(roster.Held)
	var rules sync.WaitGroup
	var found check.Result
	rules.Go(func() { s.Findings, found = judge(roster, nil, s.opt.Year, s.config) })
	out := report.Make(roster, report.Options{
		Year: s.opt.Year, Standard: s.config.Standard, Ceiling: s.config.Ceiling, Last: last, Title: titleOf,
		Await: func() (model.Problems, string) {
			rules.Wait()
			return append(model.Problems{}, s.Findings...), found.Unjudged()
		},
		Jobs: runtime.GOMAXPROCS(0),
	})
	s.Problems, s.Warnings = s.Findings.Count()
	if f := out.Figure("registered.persons"); f.Known {
		s.Persons = int(f.Value)
	}
	return out
}

// summaryTitle names the files.
func (s *summing) summaryTitle() string {
	return fmt.Sprintf("%d年度扶贫对象动态管理工作总结", s.opt.Year)
}

// names are the files to be written, in order.
func (s *summing) names() []string {
	var out []string
	for _, f := range s.formats {
		out = append(out, s.summaryTitle()+"."+string(f))
	}
	return append(out, figuresName)
}

// write fills the text and writes it in every format.
func (s *summing) write(ctx context.Context, folder *Folder, figures *report.Report) error {
	o, err := s.text.Official(summaryID, figures, s.letterNames())
	if err != nil {
		return err
	}
	s.Gaps = o.Gaps()
	var text strings.Builder
	if err := doc.DumpOfficial(&text, o); err != nil {
		return err
	}
	if err := s.wholeFonts(text.String()); err != nil {
		return err
	}
	o, pages, err := render.SetOfficial(o, s.fonts)
	if err != nil {
		return err
	}
	if slices.Contains(s.formats, render.PDF) {
		s.Pages, s.Sheets = len(pages), (len(pages)+1)/2
	}
	s.Lent, s.Lost = s.shelf.Loans(), s.fonts.Missing(text.String())
	if err := ctx.Err(); err != nil {
		return err
	}
	// The workbook takes longer than all documents: they are written meanwhile.
	var workbook error
	var wg sync.WaitGroup
	wg.Go(func() {
		workbook = save(folder, figuresName, func(w io.Writer) error { return book.WriteFigures(w, figures, runtime.GOMAXPROCS(0)) })
	})
	for i, f := range s.formats {
		if err = save(folder, s.names()[i], func(w io.Writer) error { return render.WriteOfficial(w, o, pages, s.fonts, f) }); err != nil {
			break
		}
	}
	wg.Wait()
	if err == nil {
		err = workbook
	}
	return err
}

// letterNames is what the text may call beside figures.
func (s *summing) letterNames() letter.Names {
	from, to := s.config.incomePeriod()
	if s.opt.Year != s.config.Year { // the settings' period is that of the settings' year
		from, to = model.IncomePeriod(s.opt.Year)
	}
	day, err := time.Parse(time.DateOnly, s.opt.Date)
	signed := ""
	if err == nil {
		signed = chineseDay(day)
	}
	return letter.Names{
		"单位": s.config.Unit, "街道": s.config.Street, "联系人": s.config.Contact, "花名册": cmp.Or(s.config.Source, "花名册"), "日期": signed,
		"年度": strconv.Itoa(s.opt.Year), "上年度": strconv.Itoa(s.opt.Year - 1), "次年度": strconv.Itoa(s.opt.Year + 1),
		"脱贫标准": model.Plain(s.config.Standard) + "元", "监测上限": model.Plain(s.config.Ceiling) + "倍",
		"收入起": chineseDay(from), "收入止": chineseDay(to),
	}
}

// chineseDay writes a day as official documents do, without leading zeros.
func chineseDay(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// loadSummary reads the text of the summary: the user's own, or the built-in one.
func loadSummary(dir string) (*letter.Template, error) {
	name, text, err := summaryText(dir)
	if err != nil {
		return nil, err
	}
	return letter.Parse(name, text)
}

// summaryText gives the text of the summary as it is written, and its file.
func summaryText(dir string) (name string, text []byte, err error) {
	if dir != "" {
		own := filepath.Join(dir, filepath.FromSlash(templates.Summary))
		text, err := os.ReadFile(own)
		switch {
		case err == nil:
			return own, sheet.Text(text), nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", nil, fault.Input(fmt.Sprintf("读不了 %s：%s", own, fault.Reason(err)), "", err)
		}
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
	names := (&summing{opt: SummaryOptions{Year: DefaultYear}, config: &Config{Year: DefaultYear}}).letterNames()
	nobody := &model.Roster{Data: model.NewDataset(cb), Villages: []*model.Village{{}}}
	_, err = t.Official(summaryID, report.Make(nobody, report.Options{}), names)
	return err
}

// officialRoles are the roles of official documents, in the order in which they
// are met in one.
var officialRoles = []struct {
	face doc.Face
	role fontfile.Role
}{
	{doc.FaceTitle, fontfile.Title}, {doc.FaceFang, fontfile.Fang}, {doc.FaceKai, fontfile.Kai}, {doc.FaceHead, fontfile.Hei}, {doc.FaceText, fontfile.Song},
}

// loadOfficialFonts gives the faces of official documents: for each role the
// best on the shelf, else an embedded one, and says which. What they lack is lent
// by the shelf. Faces of the roles in passed are not taken from the shelf: they
// are damaged.
func loadOfficialFonts(shelf *fontfile.Shelf, passed []doc.Face) (render.Fonts, []FaceUse, error) {
	own, names := make(map[doc.Face][]byte), make(map[doc.Face]string)
	for _, r := range officialRoles {
		if slices.Contains(passed, r.face) {
			continue
		}
		if face, data, ok := shelf.ForRole(r.role); ok {
			own[r.face], names[r.face] = data, face.Name()
		}
	}
	fonts, err := render.LoadOfficialFonts(templates.Fonts, own, templates.FontText, templates.FontHead, templates.FontTitle)
	if err != nil {
		return nil, nil, err
	}
	fonts.Borrow(shelf)
	var uses []FaceUse
	for _, r := range officialRoles {
		use := FaceUse{Role: r.role.String(), Face: names[r.face]}
		if own[r.face] == nil {
			stand := embeddedForRole(r.role)
			name, _, _ := strings.Cut(stand.Name, "（") // without what it is for
			use.Face, use.StandIn = "内置 "+name, stand.StandIn
		}
		uses = append(uses, use)
	}
	return fonts, uses, nil
}
