package web

import (
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
)

// problemPages is the page 问题: what is wrong or to be looked at.
var problemPages = map[string]handler{
	"GET /problems":           withChecked((*asked).problems),
	"POST /problems/wait":     withChecked((*asked).problemsWait),
	"GET /problems/household": withRead((*asked).problemsOf),
	"POST /problems/list":     withRead((*asked).problemList),
}

// problemsData is what the page 问题 shows.
type problemsData struct {
	Result   *app.Result
	Groups   []groupData
	Villages []optionData
	Rule     string
	Village  string
	Severity string
	Match    int // findings that fit
	First    int // of those shown, from 1
	Last     int
	Back     string // addresses; empty: there is none
	Next     string
	All      string
	Rows     []findingData
}

// groupData is the findings of a rule.
type groupData struct {
	app.Group
	At      int
	Address string
	Chosen  bool
}

// findingData is a finding, and where its household is.
type findingData struct {
	app.Finding
	Place   string // 文件、工作表、单元格
	Address string // of the household's page; empty: it has none
}

// findingsAtOnce is how many findings a page shows.
const findingsAtOnce = 100

// withChecked answers by what the rules say of the roster; while they are still at it, the page
// says that.
func withChecked(h func(*asked, *opened, *checked) error) handler {
	return withRead(func(a *asked, w *opened) error {
		c, err := w.checkSoon()
		switch {
		case err != nil:
			return err
		case c == nil:
			return a.show("checking", "问题", a.URL.RawQuery)
		}
		return h(a, w, c)
	})
}

func (a *asked) problems(w *opened, c *checked) error {
	q := a.URL.Query()
	d := problemsData{
		Result: c.result, Rule: q.Get("rule"), Village: q.Get("village"), Severity: q.Get("severity"), All: a.project.address("/problems"),
	}
	for i, g := range c.groups {
		chosen := d.Rule == strconv.Itoa(i)
		d.Groups = append(d.Groups, groupData{g, i, a.problemsAt(strconv.Itoa(i), "", "", 0), chosen})
	}
	for _, v := range c.villages {
		v.Chosen = d.Village == strconv.Itoa(v.At)
		d.Villages = append(d.Villages, v)
	}
	from, _ := strconv.Atoi(q.Get("from"))
	a.rows(&d, w, c, max(0, from))
	return a.show("problems", "问题", d)
}

// problemsWait opens the page anew once the roster is judged.
func (a *asked) problemsWait(*opened, *checked) error {
	a.Header().Set("X-Ruhu-Location", "/problems?"+a.URL.RawQuery)
	a.WriteHeader(http.StatusNoContent)
	return nil
}

// rows are the findings that fit, from one on.
func (a *asked) rows(d *problemsData, w *opened, c *checked, from int) {
	for i, f := range c.result.Findings {
		if d.Rule != "" && d.Rule != strconv.Itoa(c.group[i]) || d.Village != "" && d.Village != strconv.Itoa(c.village[i]) ||
			d.Severity != "" && d.Severity != severityWord(f) {
			continue
		}
		if d.Match >= from && len(d.Rows) < findingsAtOnce {
			d.Rows = append(d.Rows, a.finding(w, f))
		}
		d.Match++
	}
	d.First, d.Last = from+1, from+len(d.Rows)
	if from > 0 {
		d.Back = a.problemsAt(d.Rule, d.Village, d.Severity, max(0, from-findingsAtOnce))
	}
	if d.Last < d.Match {
		d.Next = a.problemsAt(d.Rule, d.Village, d.Severity, d.Last)
	}
}

// severityWord is how an address says how sure a finding is.
func severityWord(f app.Finding) string {
	if f.Severity > 0 {
		return "error"
	}
	return "warning"
}

func (a *asked) finding(w *opened, f app.Finding) findingData {
	d := findingData{Finding: f, Place: f.Pos.String()}
	if at, ok := w.roster.place[f.Subject]; ok {
		d.Address = a.project.address("/problems/household") + "&reading=" + w.reading + "&h=" + strconv.Itoa(at)
	}
	return d
}

func (a *asked) problemsAt(rule, village, severity string, from int) string {
	q := url.Values{}
	for name, value := range map[string]string{"rule": rule, "village": village, "severity": severity} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if from > 0 {
		q.Set("from", strconv.Itoa(from))
	}
	address := a.project.address("/problems")
	if len(q) > 0 {
		address += "&" + q.Encode()
	}
	return address
}

// householdData is a household's findings beside its comparison sheet.
type householdData struct {
	Family familyData
	Rows   []findingData
	View   *preview
	Why    string // there is no sheet
}

// compareForm is the sheet on which findings about a household stand.
const compareForm = "compare"

func (a *asked) problemsOf(w *opened) error {
	if err := w.stale(a.URL.Query().Get("reading")); err != nil {
		return err
	}
	at, err := strconv.Atoi(a.URL.Query().Get("h"))
	if err != nil || at < 0 || at >= len(w.roster.households) {
		return fault.Wrong("没有这一户", "请回到“问题”一页再点")
	}
	c, err := w.check(a.Context())
	if err != nil {
		return err
	}
	h := w.roster.households[at]
	d := householdData{Family: w.roster.family(at)}
	for _, f := range c.result.Findings {
		if f.Subject == h {
			d.Rows = append(d.Rows, a.finding(w, f))
		}
	}
	p, err := w.choose(a.Context(), choice{Forms: []string{compareForm}, Paper: "A4"})
	if err != nil {
		return err
	}
	_, _, stops := p.atHand()
	switch n := slices.IndexFunc(stops, func(s stop) bool { return s.household == h }); {
	case n >= 0:
		if d.View, err = a.preview(p, here{key: p.key(stops[n].stopOf), page: p.starred(stops[n])}.String()); err != nil {
			return err
		}
		d.View.Alone = true
	case h.Registered():
		d.Why = "这一户暂缓打印，没有表；按上面说的改好花名册，再读一次"
	default:
		d.Why = "这是边缘户，不打印表"
	}
	return a.show("household", "这一户的问题", d)
}

// problemList writes the list of problems into the folder of results.
func (a *asked) problemList(w *opened) error {
	if j := a.project.jobData(); j != nil && j.Running {
		return fault.Wrong("正在打印，问题清单会一起写出", "请等打印完")
	}
	r, err := w.Check(a.Context(), filepath.Join(a.project.dir, output.ProblemsName))
	if err != nil {
		return err
	}
	return a.show("files", "问题清单", a.project.wrote(a.project.dir, r.Files).show(0))
}
