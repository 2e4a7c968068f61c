package app

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/render"
)

// Format is a kind of file, as users name it: pdf.
type Format = render.Format

// Formats are those of forms.
func Formats() []Format { return slices.Clone(render.Formats) }

// SummaryFormats are those of a summary.
func SummaryFormats() []Format { return slices.Clone(render.OfficialFormats) }

// formatsOf verifies formats that the user named, in letters of either case.
func formatsOf(names []Format) ([]Format, error) {
	var out []Format
	for _, name := range names {
		f := Format(strings.ToLower(string(name)))
		if !slices.Contains(render.Formats, f) {
			return nil, fault.Wrong(fmt.Sprintf("没有“%s”这种格式", name), "可用的有："+Joined(render.Formats))
		}
		out = append(out, f)
	}
	return out, nil
}

// Joined writes words one after the other: pdf、docx.
func Joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, "、")
}

// summaryFormats verifies formats of the summary; both where none is named.
func summaryFormats(names []Format) ([]Format, error) {
	if len(names) == 0 {
		return render.OfficialFormats, nil
	}
	formats, err := formatsOf(names)
	if err != nil {
		return nil, err
	}
	if slices.Contains(formats, render.XLSX) {
		return nil, fault.Wrong("工作总结没有 xlsx 格式", "可用的有："+Joined(render.OfficialFormats)+"；其中的数另写在“总结数据.xlsx”")
	}
	return slices.DeleteFunc(slices.Clone(render.OfficialFormats), func(f Format) bool { return !slices.Contains(formats, f) }), nil
}
