package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/nguyenthenguyen/docx"
)

// Shell is a .docx that documents are written into: page setup, styles and what
// an office wants on every page. It holds three marks, each alone in a
// paragraph that is replaced: {{body}} in the text, {{head}} in the header and
// {{foot}} in the footer. The scalars {{title}}, {{village}}, {{unit}} and
// {{year}} may stand in text, header and footer. Any number of goroutines may
// use a Shell.
type Shell struct {
	data  []byte
	plain *frame // the shell filled, where it has no scalars to fill
}

// ShellError says why a file cannot be used as a shell: Message what is wrong
// with it and Hint what to do, both Chinese.
type ShellError struct{ Message, Hint string }

func (e *ShellError) Error() string { return e.Message + "。" + e.Hint }

// The marks of a shell.
const (
	bodyMark = "{{body}}"
	headMark = "{{head}}"
	footMark = "{{foot}}"
)

// scalars are the names that may stand in a shell.
var scalars = []string{"title", "village", "unit", "year"}

// maxShell bounds what a shell may inflate to: it is letterhead, not data.
const maxShell = 32 << 20

// LoadShell reads a shell from the bytes of a .docx. The error is a *ShellError
// where it is not a Word document, a mark is missing, repeated, in pieces or
// not alone, a scalar is not known, or a style is missing.
func LoadShell(data []byte) (*Shell, error) {
	if err := bounded(data); err != nil {
		return nil, err
	}
	parts, err := readParts(data)
	if err != nil {
		return nil, notWord()
	}
	s, scalar := &Shell{data: data}, false
	for _, p := range parts {
		if !filled(p.name) {
			continue
		}
		has, err := checkMarks(p)
		if err != nil {
			return nil, err
		}
		scalar = scalar || has
	}
	fr, err := s.fill(Meta{})
	if err != nil {
		return nil, err
	}
	if !scalar {
		s.plain = fr
	}
	return s, nil
}

func notWord() *ShellError {
	return &ShellError{"外壳文件不是 Word 文档（.docx）", "请用 Word 或 WPS 另存为 .docx，不要只改扩展名，也不要选“严格 Open XML”"}
}

// bounded refuses what is no zip archive or inflates beyond all reason, before
// the library reads it whole.
func bounded(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return notWord()
	}
	total := uint64(0)
	for _, f := range z.File {
		total += f.UncompressedSize64
		if total > maxShell || f.UncompressedSize64 > maxShell {
			return &ShellError{"外壳文件太大", "请去掉里面的大图片，解压后不超过 32 MB"}
		}
	}
	return nil
}

// readParts gives the parts of a .docx in their order.
func readParts(data []byte) ([]part, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(io.LimitReader(r, maxShell))
		r.Close()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{f.Name, b})
	}
	return parts, nil
}

// filled reports the parts in which scalars are replaced.
func filled(name string) bool {
	return name == documentPart || strings.HasSuffix(name, ".xml") &&
		(strings.HasPrefix(name, "word/header") || strings.HasPrefix(name, "word/footer"))
}

var (
	markPattern = regexp.MustCompile(`\{\{[^{}]*\}\}`)
	tagPattern  = regexp.MustCompile(`<[^>]*>`)
)

// checkMarks verifies that every mark of a part is known and in one piece, and
// tells whether it has scalars. A word processor may cut {{title}} into several
// runs, where replacing would miss it.
func checkMarks(p part) (scalar bool, err error) {
	raw := string(p.data)
	shown := tagPattern.ReplaceAllString(strings.ReplaceAll(raw, "</w:p>", "\n"), "")
	for _, m := range markPattern.FindAllString(shown, -1) {
		switch {
		case strings.Count(shown, m) != strings.Count(raw, m):
			return false, &ShellError{"外壳文件中的标记 " + m + " 被拆成了几段文字",
				"请删掉它，关闭拼写检查后一次性重新输入（或粘贴为纯文本）"}
		case m == bodyMark || m == headMark || m == footMark:
		case slices.Contains(scalars, strings.Trim(m, "{}")):
			scalar = true
		default:
			return false, &ShellError{"外壳文件中有不认识的标记 " + m,
				"可用的标记：{{" + strings.Join(scalars, "}} {{") + "}} " + bodyMark + " " + headMark + " " + footMark}
		}
	}
	if strings.Count(markPattern.ReplaceAllString(shown, ""), "{{") > 0 {
		return false, &ShellError{"外壳文件中有不完整的标记 {{", "请补全或删掉它"}
	}
	return scalar, nil
}

// fill replaces the scalars and gives the shell ready for documents. The
// library's result is written to memory and opened again, since it hides
// errors of writing.
func (s *Shell) fill(m Meta) (*frame, error) {
	if s.plain != nil {
		return s.plain, nil
	}
	files, err := docx.ReadDocxFromMemory(bytes.NewReader(s.data), int64(len(s.data)))
	if err != nil {
		return nil, notWord()
	}
	d := files.Editable() // shares the library's maps: read anew for each file
	year := ""
	if m.Year != 0 {
		year = fmt.Sprint(m.Year)
	}
	for i, value := range []string{m.Title, m.Village, m.Unit, year} {
		if err := replace(d, "{{"+scalars[i]+"}}", value); err != nil {
			return nil, fmt.Errorf("docx: fill %s: %w", scalars[i], err)
		}
	}
	var buf bytes.Buffer
	if err := d.Write(&buf); err != nil {
		return nil, fmt.Errorf("docx: write the shell: %w", err)
	}
	parts, err := readParts(buf.Bytes())
	if err != nil {
		return nil, fmt.Errorf("docx: read the shell again: %w", err)
	}
	return newFrame(parts)
}

// replace puts a value for a mark everywhere. Braces in the value are set apart,
// so that a name from a roster can never be taken for a mark.
func replace(d *docx.Docx, mark, value string) error {
	value = strings.ReplaceAll(plain(value), "{{", "{ {")
	if err := d.Replace(mark, value, -1); err != nil {
		return err
	}
	if err := d.ReplaceHeader(mark, value); err != nil {
		return err
	}
	return d.ReplaceFooter(mark, value)
}

// plain makes text one line that XML can hold.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case !allowed(r):
			return -1
		}
		return r
	}, s)
}
