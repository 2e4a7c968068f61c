package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/render"
)

// Split says how a run is divided into files.
type Split = render.Split

// The divisions.
const (
	ByVillage   = render.ByVillage
	ByForm      = render.ByForm
	ByHousehold = render.ByHousehold
)

// Choice is what of a workspace is printed, and how. A run may be one of several
// parts, divided by village: each part writes a register of its own, so that parts may
// share a folder; register.Merge joins them.
type Choice render.Choice

// whole reports that there is nothing divided.
func (c Choice) whole() bool { return c.Parts <= 1 }

// suffix tells the part's own files apart; in the order of names they are in the
// order of parts.
func (c Choice) suffix() string {
	if c.whole() {
		return ""
	}
	n := len(strconv.Itoa(c.Parts))
	return fmt.Sprintf("-%0*d-%d", n, c.Part, c.Parts)
}

// Register is the name of the run's register.
func (c Choice) Register() string { return output.RegisterBase + c.suffix() + ".xlsx" }

// selects reports a run over some of the households or forms.
func (c Choice) selects() bool { return c.First > 0 || len(c.Households) > 0 || len(c.Forms) > 0 }

// longestScope is how many characters of the user's choice a list repeats.
const longestScope = 200

// scope says which households' findings the run tells; empty: all.
func (c Choice) scope() string {
	var chosen []string
	if len(c.Villages) > 0 {
		chosen = append(chosen, "--village "+strings.Join(c.Villages, ","))
	}
	if len(c.Households) > 0 {
		chosen = append(chosen, "--household "+strings.Join(c.Households, ","))
	}
	if c.First > 0 {
		chosen = append(chosen, fmt.Sprintf("--first %d", c.First))
	}
	if !c.whole() {
		chosen = append(chosen, fmt.Sprintf("--shard %d/%d", c.Part, c.Parts))
	}
	if len(chosen) == 0 {
		return ""
	}
	return "只列这次所选的户的问题（" + cut(strings.Join(chosen, " "), longestScope) + "）；整本花名册的问题用 ruhu check 查看。"
}

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
