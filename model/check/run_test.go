package check

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// TestTable checks what every rule must have.
func TestTable(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range slices.Concat(Rules(), Reading()) {
		if seen[r.ID] {
			t.Errorf("%s is there twice", r.ID)
		}
		seen[r.ID] = true
		if r.ID == "" || r.Title == "" || r.Source == "" || strings.HasSuffix(r.Title, "。") {
			t.Errorf("incomplete: %+v", r)
		}
	}
	for _, r := range Rules() {
		n := 0
		for _, set := range []bool{r.family != nil, r.person != nil, r.number != nil, r.value != nil, r.row != nil, r.village != nil, r.roster != nil, r.blank} {
			if set {
				n++
			}
		}
		if n != 1 || (r.row != nil) != (r.of != "") || (r.value != nil) != (r.about != nil) {
			t.Errorf("%s looks at %d things", r.ID, n)
		}
		for _, code := range slices.Concat(append(r.Either, r.Needs)...) {
			if codebook(t).Lookup(code) == nil {
				t.Errorf("%s needs %q, which the codebook does not have", r.ID, code)
			}
		}
	}
}

// TestReading checks that the rules listed for the reader are those that it has.
func TestReading(t *testing.T) {
	files, err := filepath.Glob("../roster/*.go")
	must.Succeed(t, err)
	var source strings.Builder
	for _, name := range files {
		raw, err := os.ReadFile(name)
		must.Succeed(t, err)
		source.Write(raw)
	}
	for _, r := range Reading() {
		if !strings.Contains(source.String(), `"`+r.ID+`"`) {
			t.Errorf("the reader has no rule %s", r.ID)
		}
	}
	for _, r := range Rules() {
		if strings.Contains(source.String(), `"`+r.ID+`"`) {
			t.Errorf("the reader reports %s as well", r.ID)
		}
	}
}

// TestAnswers checks that the answers which rules name are those of the codebook.
func TestAnswers(t *testing.T) {
	for code, labels := range map[model.Code][]string{
		"A2": {model.Male, model.Female}, "A3": {model.IdentityCard, model.DisabilityCard}, "A5": {head, spouse}, "A8": {model.Preschool},
		"A9": {model.NotAtSchool, model.Preschool}, "A10": {model.Healthy, model.HasDisabled, model.SeriouslyIll, model.LastinglyIll},
		"A11": {model.OrdinarySkill, model.SpecialSkill, model.WeakSkill, model.LostSkill, model.NoSkill}, "A12": {"县外省内务工", "省外务工"},
		"A14": {"因病", "因残"}, "A17": {model.Yes, model.No}, "A24": {ordinaryKind, reliefKind, supportKind}, "A40": {"C级", "D级"},
		"就业渠道": {publicPost, workshop, faraway}, "监测类型": {model.MonitorWatched, model.MonitorEdge}, "本年度变动": {"脱贫", "返贫", "回退"},
		"脱贫属性": {"已脱贫（享受政策）", "已脱贫（不再享受政策）", "预脱贫", "返贫"},
	} {
		for _, label := range labels {
			if in := codebook(t).Lookup(code); in.Option(label) < 0 || in.Options[in.Option(label)].Label != label {
				t.Errorf("%s has no answer %q", code, label)
			}
		}
	}
	known := func(code model.Code, label string) {
		if in := codebook(t).Lookup(code); in.Option(label) < 0 || in.Options[in.Option(label)].Label != label {
			t.Errorf("%s has no answer %q", code, label)
		}
	}
	for label := range kin {
		known("A5", label)
	}
	for label := range educationAges {
		known("A8", label)
	}
	for label := range studyAges {
		known("A9", label)
	}
	for i := range codebook(t).Lookup("A9").Options {
		if label := codebook(t).Lookup("A9").Options[i].Label; label != model.NotAtSchool {
			if _, known := ageOfStudy(label, label); !known {
				t.Errorf("A9 %q has no ages", label)
			}
		}
	}
}

// TestSilent checks what is said of rules that cannot judge.
func TestSilent(t *testing.T) {
	res := Run(build(t, "户 1 A29=100 A29a=100\n人 甲 户主"), Options{})
	want := map[string]string{
		"transfer-sum":   "“A29b 低保金”、“A29c 特困供养金”、“A29d 养老保险金”、“A29e 生态补偿金”、“A29f 其他转移性收入”",
		"lift-schooling": "“A4 居民身份证（残疾人证）号码”、“A9 在校生状况”或“A14 失学或辍学原因”、“脱贫属性”或“本年度变动”",
	}
	for _, s := range res.Silent {
		if w, asked := want[s.ID]; asked && s.Want(codebook(t)) != w {
			t.Errorf("%s wants %s", s.ID, s.Want(codebook(t)))
		}
		delete(want, s.ID)
	}
	if len(want) > 0 {
		t.Errorf("not silent: %v", want)
	}
}

// TestUnregistered gives a 边缘户 everything that is wrong: only what concerns
// identity numbers is said.
func TestUnregistered(t *testing.T) {
	text := `户 1 监测类型=边缘户 家庭人口数=9 A28=一万 A29=-1 A24=五保 脱贫属性=已脱贫 A40=D级 联系电话=1 银行账号=1
		人 甲 户主 A4=123 A2=男 A8= A9= A10=健康,残疾 A11=能干 A13=14
		人 乙 配偶 A4=$pa A2=女
		人 丙 配偶 A4=$pa A2=男`
	res := Run(build(t, people.Replace(text)), Options{})
	for i := range res.Problems {
		if p := &res.Problems[i]; !strings.HasPrefix(p.Rule, "id-") {
			t.Error(line(p))
		}
	}
	if len(res.Problems) != 3 {
		t.Errorf("%d findings", len(res.Problems))
	}
}

// TestHeld judges the persons of a household that is held back, but not the
// household, which may be a heap.
func TestHeld(t *testing.T) {
	text := `持 1 家庭人口数=9 脱贫属性=已脱贫 A40=D级
		人 甲 户主 A4=123
		人 乙 配偶 A4=$pa
		人 丙 配偶 A4=$pa A10=健康,残疾`
	res := Run(build(t, people.Replace(text)), Options{})
	var got []string
	for _, p := range res.Problems {
		got = append(got, p.Rule)
	}
	if want := []string{"id-length", "option-alone", "id-twice"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestCut leaves what the reader found cut to the reader.
func TestCut(t *testing.T) {
	r := build(t, "户 1 银行账号=62 联系电话=1\n人 甲 户主 A4=320799197501010000")
	h := r.Villages[0].Households[0]
	before := len(Run(r, Options{}).Problems)
	for code, rec := range map[model.Code]*model.Record{"银行账号": &h.Record, "联系电话": &h.Record, "A4": &h.Members[0].Record} {
		r.Problems.Add(model.Problem{Rule: "id-truncated", Pos: rec.Pos(code)})
	}
	if after := len(Run(r, Options{}).Problems); before != 3 || after != 0 {
		t.Errorf("%d findings, then %d", before, after)
	}
}

// TestOptions moves the year and the standard.
func TestOptions(t *testing.T) {
	text := people.Replace("户 1 脱贫属性=已脱贫 人均纯收入=7000\n人 甲 户主 A4=$old A11=普通劳动力\n人 乙 之子 A4=$baby")
	count := func(rule string, o Options) int { return len(ofRule(Run(build(t, text), o).Problems, rule)) }
	if count("lift-income", Options{}) != 0 || count("lift-income", Options{Standard: 7001}) != 1 {
		t.Error("the standard does not count")
	}
	if count("skill-age", Options{}) != 1 || count("skill-age", Options{Year: 1999}) != 0 {
		t.Error("the year does not count")
	}
	if count("id-birth", Options{}) != 0 || count("id-birth", Options{Year: 2018}) != 1 {
		t.Error("the year does not bound births")
	}
}

// TestUnchanged checks that the roster's own findings stay as they are.
func TestUnchanged(t *testing.T) {
	r := build(t, "户 1\n人 甲 户主 A4=123")
	r.Problems.Add(model.Problem{Rule: "x"})
	if res := Run(r, Options{}); len(r.Problems) != 1 || len(res.Problems) != 1 {
		t.Errorf("%d and %d findings", len(r.Problems), len(res.Problems))
	}
}

// TestJobs: what is found stands in the order of the roster however many
// households are judged at a time, in villages and among those held back, also of
// persons who are in two households far from each other.
func TestJobs(t *testing.T) {
	one := read(t, sampleFiles[0])
	r := &model.Roster{Data: one.Data}
	for n := range 30 {
		appendCopy(r, one, 0, func(c model.Code, raw string) (string, bool) {
			if c == "A8" && n%3 == 0 {
				raw += "吧"
			}
			return raw, true
		})
	}
	large := &model.Village{Name: "大村"}
	for _, v := range r.Villages {
		large.Households = append(large.Households, v.Households...)
	}
	r.Held = slices.Clone(r.Villages[1].Households)
	r.Villages = append(r.Villages, large, &model.Village{Name: "空村"})
	want := Run(r, Options{})
	if len(large.Households) <= 2*stretchLength || len(want.Problems) < 5000 {
		t.Fatalf("%d households and %d findings tell nothing", len(large.Households), len(want.Problems))
	}
	for _, jobs := range []int{2, 7} {
		got := Run(r, Options{Jobs: jobs})
		if len(got.Problems) != len(want.Problems) {
			t.Fatalf("%d findings with %d jobs, want %d", len(got.Problems), jobs, len(want.Problems))
		}
		for i := range got.Problems {
			if got.Problems[i] != want.Problems[i] {
				t.Fatalf("finding %d with %d jobs is %s, want %s", i, jobs, line(&got.Problems[i]), line(&want.Problems[i]))
			}
		}
	}
}

// TestTitlesAreForClerks: titles stand in the official letter and in lists that are
// handed out. The only letters in them are those of codes and file names.
func TestTitlesAreForClerks(t *testing.T) {
	word := regexp.MustCompile(`[a-z]{4,}`)
	for _, r := range append(Rules(), Reading()...) {
		if found := word.FindString(r.Title + r.Source); found != "" && found != "xlsx" {
			t.Errorf("%s: “%s” is no word for a clerk: %s", r.ID, found, r.Title)
		}
	}
}

// ending is a context that ends when it has been asked some times.
type ending struct {
	context.Context
	asked, after int
}

func (e *ending) Err() error {
	if e.asked++; e.asked > e.after {
		return context.Canceled
	}
	return nil
}

// TestEnding: a run ends with its context, at the next household.
func TestEnding(t *testing.T) {
	const households = 300
	text := strings.Repeat("户 1 A24=一般贫困户 A28=x\n人 赵甲 户主 A4=1\n", households)
	r := rostertest.Build(t, text)
	whole := len(Run(r, Options{}).Problems)
	ctx := &ending{Context: t.Context(), after: 10}
	if n := len(Run(r, Options{Context: ctx}).Problems); n == 0 || n > whole/2 {
		t.Errorf("%d of %d found after the end", n, whole)
	}
}
