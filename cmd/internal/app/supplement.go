package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/model/sheet"
	"ruhu/render/doc"
)

// Supplement is what people fill into a summary, by what its gaps ask for. It lies as a
// text beside the summary, for every use of the program that writes one there.
type Supplement map[string]string

// Dropped, written into a gap, leaves out the paragraph that it stands in.
const Dropped = doc.Dropped

// supplementHelp begins the file.
const supplementHelp = "# 总结中【请补充】的内容，可以用记事本修改（保存时编码选 UTF-8）。每处先写【请补充：…】一行，下面写要补上的文字；\n" +
	"# 写“" + doc.Dropped + "”就删去那一段。文字为空的仍印作【请补充】。\n"

// ReadSupplement reads the one of a year in a folder; nil where there is none.
func ReadSupplement(dir string, year int) (Supplement, error) {
	name := output.New(dir).Path(output.SupplementName(year))
	data, err := disk.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, Explain(context.Background(), fault.Reading(name, err))
	}
	out, wants := make(Supplement), ""
	for line := range strings.Lines(string(sheet.Text(data))) {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		switch gap := doc.Spans(line); {
		case len(gap) == 1 && gap[0].Gap:
			wants = gap[0].Wants()
		case wants != "" && !strings.HasPrefix(line, "#"):
			out[wants] += strings.TrimSpace(line) + "\n"
		}
	}
	for wants, text := range out {
		if out[wants] = strings.TrimSpace(text); out[wants] == "" {
			delete(out, wants)
		}
	}
	return out, nil
}

// Write writes the supplement of a year into a folder.
func (s Supplement) Write(dir string, year int) error {
	var b bytes.Buffer
	b.WriteString(supplementHelp)
	for _, wants := range slices.Sorted(maps.Keys(s)) {
		b.WriteString("\n" + doc.Open(wants) + "\n")
		for line := range strings.Lines(s[wants]) {
			line = strings.TrimSpace(line)
			if spans := doc.Spans(line); strings.HasPrefix(line, "#") || len(spans) == 1 && spans[0].Gap {
				line = "　" + line // text, not what it looks like
			}
			b.WriteString(line + "\n")
		}
	}
	name := output.SupplementName(year)
	text := strings.ReplaceAll(b.String(), "\n", "\r\n") // for 记事本 of any Windows
	return Explain(context.Background(), output.Into(dir, []string{name}, nil, func(folder *output.Folder) error {
		return output.Write(folder, name, []byte(text))
	}))
}
