package fill

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"ruhu/model/must"
)

// marginForm is a document with marks in its header, its footer, a text box as Word
// writes it, and its text.
func marginForm(t *testing.T) []byte {
	t.Helper()
	const box = `<w:txbxContent><w:p><w:r><w:t>户主：{{户主</w:t></w:r><w:r><w:t>姓名}}</w:t></w:r></w:p></w:txbxContent>`
	const drawing = `<mc:AlternateContent xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>900000</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="500000"/><wp:wrapNone/><wp:docPr id="7" name="文本框"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>` + box + `</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" id="t202" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"/><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="s1" type="#t202" style="width:100pt;height:30pt"><v:textbox>` + box + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`
	p, err := unpack("表.docx", docxOf(t, `<w:p><w:r><w:t>户编号{{户编号}}</w:t></w:r></w:p><w:p><w:r>`+drawing+`</w:r></w:p>`))
	must.Succeed(t, err)
	refs := ""
	for _, kind := range []string{"header", "footer"} {
		text := map[string]string{"header": "行政村：{{行政村}}　户主：{{户主姓名}}", "footer": "填到{{年}}年"}[kind]
		part := "word/" + kind + "1.xml"
		p.set(part, []byte(fmt.Sprintf(`<w:%s xmlns:w="%s"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:%s>`, map[string]string{"header": "hdr", "footer": "ftr"}[kind], wordSpace, text, map[string]string{"header": "hdr", "footer": "ftr"}[kind])))
		p.declare(part, strings.Replace(headerType, "header+", kind+"+", 1))
		id := p.relate(p.main(), kind, part)
		refs += fmt.Sprintf(`<w:%sReference w:type="default" r:id="%s"/>`, kind, id)
	}
	body := string(p.data[p.main()])
	p.set(p.main(), []byte(strings.Replace(body, "<w:sectPr>", "<w:sectPr>"+refs, 1)))
	data, err := p.pack()
	must.Succeed(t, err)
	return data
}

// TestMarksInMargins: marks in headers, footers and text boxes are filled, in a document
// of many copies with what each is about.
func TestMarksInMargins(t *testing.T) {
	ros := testRoster(t)
	form := read(t, ros, "表.docx", marginForm(t), Options{Year: 2019, Internal: true})
	units := form.Units(ros)
	if form.Per != PerHousehold || len(units) != 4 {
		t.Fatalf("%d units, %s", len(units), form.Per)
	}
	for i, head := range []string{"周大山", "王五", "赵边缘", "钱一"} {
		out := filled(t, form, units[i])
		village := map[bool]string{true: "南村", false: "东风村"}[i == 3]
		if got := part(t, out, "word/header1.xml"); !strings.Contains(got, "行政村："+village+"　户主："+head+"<") || !strings.Contains(got, internalNote) {
			t.Errorf("header of %s: %s", head, got)
		}
		if got := part(t, out, "word/footer1.xml"); !strings.Contains(got, "填到2019年") {
			t.Errorf("footer of %s: %s", head, got)
		}
		if got := part(t, out, "word/document.xml"); strings.Count(got, "户主："+head) != 2 || strings.Contains(got, "{{") {
			t.Errorf("text of %s: %s", head, got)
		}
		if i == 0 {
			validate(t, "margins.docx", out)
		}
	}
	book, _, err := form.Book(units, make([]string, len(units)))
	must.Succeed(t, err)
	for name, head := range map[string]string{"word/header1.xml": "周大山", "word/copy1header1.xml": "王五", "word/copy2header1.xml": "赵边缘", "word/copy3header1.xml": "钱一"} {
		if got := part(t, book, name); !strings.Contains(got, "户主："+head+"<") || strings.Count(got, internalNote) != 1 {
			t.Errorf("%s: %s, want %s", name, got, head)
		}
	}
	if got := strings.Count(part(t, book, "word/document.xml"), "headerReference"); got != 4 {
		t.Errorf("%d references to headers", got)
	}
	validate(t, "book.docx", book)
}

// TestLabelsInMargins: so are labels with blanks there, whoever the text spoke of last;
// what is signed stays blank.
func TestLabelsInMargins(t *testing.T) {
	p, err := unpack("表.docx", marginForm(t))
	must.Succeed(t, err)
	for _, name := range p.names {
		p.set(name, []byte(strings.NewReplacer("{{户主</w:t>", "____</w:t>", "姓名}}</w:t>", "____　备注：____</w:t>", "户编号{{户编号}}", "帮扶责任人：____", "{{行政村}}", "______", "{{户主姓名}}", "______", "填到{{年}}年", "联系电话：______　第  页").Replace(string(p.data[name]))))
	}
	data, err := p.pack()
	must.Succeed(t, err)
	out := fillForm(t, "表.docx", data, Options{})
	for name, want := range map[string]string{"word/header1.xml": "行政村：东风村户主：周大山", "word/footer1.xml": "联系电话：13900000001第页", "word/document.xml": "帮扶责任人：吴干事户主：周大山备注：____户主：周大山备注：____"} {
		if got := plainText(wordText(part(t, out, name))); got != plainText(want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	validate(t, "labels.docx", out)
}

// wordText is what the texts of a part of a document say.
func wordText(xml string) string {
	var b strings.Builder
	for _, m := range regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`).FindAllStringSubmatch(xml, -1) {
		b.WriteString(m[1])
	}
	return b.String()
}
