package fill

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/ooxml/ooxmltest"
)

// TestWishes fills every form as its wishes may be: masked, for the office, of a part,
// as one file.
func TestWishes(t *testing.T) {
	slowtest.Large(t)
	ros := testRoster(t)
	eachFile(t, func(name string, data []byte, opt Options) {
		opt.Internal = false
		plain := read(t, ros, name, data, opt)
		if !plain.Understood() {
			return
		}
		t.Run(fmt.Sprintf("%s/%s", name, plain.Per), func(t *testing.T) {
			nothingWhole(t, ros, read(t, ros, name, data, with(opt, func(o *Options) { o.Mask = true })))
			nobodyElse(t, ros, plain, "赵边缘", "13900000003", "边缘户")
			if !plain.Public {
				noted(t, ros, read(t, ros, name, data, with(opt, func(o *Options) { o.Internal = true })))
			}
			if opt.Where == nil {
				one := model.Wanted{Item: ros.Data.Codebook.Lookup(model.CodeHeadName), Values: []string{"王五"}}
				nobodyElse(t, ros, read(t, ros, name, data, with(opt, func(o *Options) { o.Where = []model.Wanted{one} })), "周大山", "李小花", "周强", "钱一", "3207990001", "3207990101", "养鸡")
			}
			asOne(t, ros, plain)
		})
	})
}

// TestMaskedMargins: nor is a whole number in headers, footers and text boxes.
func TestMaskedMargins(t *testing.T) {
	p, err := unpack("表.docx", marginForm(t))
	must.Succeed(t, err)
	for _, name := range p.names {
		p.set(name, []byte(strings.NewReplacer("{{户主</w:t>", "{{户主.A4}}{{户主</w:t>", "{{户编号}}", "{{联系电话}}{{银行账号}}", "{{行政村}}", "{{成员2.A4}}", "{{年}}", "{{责任人.责任人电话}}").Replace(string(p.data[name]))))
	}
	data, err := p.pack()
	must.Succeed(t, err)
	ros := testRoster(t)
	form := read(t, ros, "表.docx", data, Options{Year: 2019, Mask: true})
	nothingWhole(t, ros, form)
	out := filled(t, form, form.Units(ros)[0])
	for name, want := range map[string]string{"word/header1.xml": "320799********0223", "word/footer1.xml": "139****0009", "word/document.xml": "2345"} {
		if text := saidIn(t, out)[name]; !strings.Contains(text, want) {
			t.Errorf("%s: %s, want %s", name, text, want)
		}
	}
}

func with(o Options, change func(*Options)) Options {
	change(&o)
	return o
}

func read(t testing.TB, ros *model.Roster, name string, data []byte, opt Options) *Form {
	t.Helper()
	form, err := Read(ros.Data.Codebook, name, data, opt)
	must.Succeed(t, err)
	return form
}

func filled(t testing.TB, form *Form, u *Unit) []byte {
	t.Helper()
	out, _, err := form.Fill(u)
	must.Succeed(t, err)
	return out
}

// saidIn gives all texts of a file, by the names of its parts.
func saidIn(t *testing.T, data []byte) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for name, part := range ooxmltest.Parts(t, data) {
		if strings.HasSuffix(name, ".xml") {
			out[name] = tag.ReplaceAllString(ends.ReplaceAllString(string(part), "\n"), "")
		}
	}
	return out
}

var (
	tag  = regexp.MustCompile(`<[^>]*>`)
	ends = regexp.MustCompile(`</(?:w:p|c|si)>`) // of cells and paragraphs
)

// wholeNumbers are the numbers of the test's roster that a masked form must not have.
var wholeNumbers = regexp.MustCompile(`320799\d{11}[\dX]|1390000000\d|62220000000000\d+`)

func nothingWhole(t *testing.T, ros *model.Roster, form *Form) {
	t.Helper()
	units := form.Units(ros)
	for _, u := range units {
		out, unfit, err := form.Fill(u)
		must.Succeed(t, err)
		book, _, err := form.Book([]*Unit{u}, []string{"甲"})
		must.Succeed(t, err)
		for _, file := range [][]byte{out, book} {
			for name, text := range saidIn(t, file) {
				if got := wholeNumbers.FindString(text); got != "" {
					t.Errorf("masked: %s has %s", name, got)
				}
			}
		}
		for _, x := range unfit {
			if wholeNumbers.MatchString(x.Value) {
				t.Errorf("masked: told %s", x.Value)
			}
		}
	}
}

// nobodyElse holds that words about others are in no copy.
func nobodyElse(t *testing.T, ros *model.Roster, form *Form, words ...string) {
	t.Helper()
	for _, u := range form.Units(ros) {
		out := filled(t, form, u)
		for name, text := range saidIn(t, out) {
			for _, w := range words {
				if strings.Contains(text, w) {
					t.Errorf("%s has %s", name, w)
				}
			}
		}
	}
}

// noted holds that a copy for the office says so on every page.
func noted(t *testing.T, ros *model.Roster, form *Form) {
	t.Helper()
	units := form.Units(ros)
	edge := slices.ContainsFunc(units, func(u *Unit) bool {
		return slices.ContainsFunc(u.Households, func(h *model.Household) bool { return h.HeadName() == "赵边缘" })
	})
	if !edge && form.Per == PerHousehold && form.opt.Where == nil && !slices.ContainsFunc(form.lists, func(l *list) bool { return l.kind == additionRows || l.kind == removalRows }) {
		t.Error("no copy for 赵边缘")
	}
	for _, u := range units {
		out := filled(t, form, u)
		n := 0
		for _, text := range saidIn(t, out) {
			n += strings.Count(text, internalNote)
		}
		if n == 0 {
			t.Error("a copy for the office does not say so")
		}
	}
}

// asOne holds that a file with all copies has what the single ones have, in their order.
func asOne(t *testing.T, ros *model.Roster, form *Form) {
	t.Helper()
	units := form.Units(ros)
	var want [][]string
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = fmt.Sprintf("第%d份", i+1)
		out := filled(t, form, u)
		want = append(want, texts(t, form.Ext, out)...)
	}
	book, _, err := form.Book(units, names)
	must.Succeed(t, err)
	got := texts(t, form.Ext, book)
	if saidRows(got) != saidRows(want) {
		t.Errorf("one file:\n%s\nfiles:\n%s", saidRows(got), saidRows(want))
	}
}

// saidRows are the rows that say something.
func saidRows(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		if line := model.Squeeze(strings.Join(r, "|")); strings.Trim(line, "|") != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
