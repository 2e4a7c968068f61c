package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/settings"
)

// Flags that several commands have are bound here, so that they are called and
// explained alike.

// bindReading gives a command the flags about how rosters are read: --year, --config,
// --map and --templates; templates says what it is to find there.
func bindReading(s *session, f *pflag.FlagSet, q *app.Request, templates string) {
	bindYear(f, q)
	bindConfig(s, f, q)
	bindMap(f, q)
	bindTemplates(f, &q.Templates, templates)
}

// bindYear gives a command the flag --year.
func bindYear(f *pflag.FlagSet, q *app.Request) {
	f.Func("year", fmt.Sprintf("`年度`；不写时用 ruhu.yaml 中的，没有则为 %d", settings.DefaultYear), number(&q.Year, settings.FirstYear, settings.LastYear))
}

// bindConfig gives a command the flag --config.
func bindConfig(s *session, f *pflag.FlagSet, q *app.Request) {
	q.Config.Program = s.env.Program
	f.StringVar(&q.Config.File, "config", "", "设置`文件`；不写时依次找花名册旁边、当前文件夹、程序旁边的 ruhu.yaml，用最先找到的一个（可以没有）")
}

// bindTemplates gives a command the flag --templates; what says what it is to find
// there.
func bindTemplates(f *pflag.FlagSet, to *string, what string) {
	f.StringVar(to, "templates", "", "自己修改的"+what+"所在的`文件夹`（见 ruhu form export）")
}

// bindMap gives a command that reads rosters the flag --map.
func bindMap(f *pflag.FlagSet, q *app.Request) {
	f.Func("map", "指明一列是什么，写`列名=指标`，如 文化=A8，不用的列写 列名=不用；可以写几次",
		single(&q.Map, func(s string) bool { return strings.ContainsAny(s, "=＝") }, fault.Wrong("要写成 列名=指标", "例如 --map \"文化=A8\"")))
}

// bindFonts gives a command the flag about fonts.
func bindFonts(s *session, f *pflag.FlagSet, q *app.Request) {
	q.Fonts.Machine = s.env.Fonts
	f.Func("font-dir", "另有字体的`文件夹`（可写几次）；程序内嵌字体没有的字，先在这里找，再在电脑的字体里找",
		single(&q.Fonts.Dirs, func(s string) bool { return strings.TrimSpace(s) != "" }, fault.Wrong("没有写内容", "")))
}

// bindAgainst gives a command the flag that names what to compare with. A file name
// may hold commas, so that each file needs a flag of its own.
func bindAgainst(f *pflag.FlagSet, q *app.Request) {
	f.StringArrayVar(&q.Against, "against", nil, "与这个`文件`比对：去年的名册，或残联、医保等部门的名单；几个文件就写几次 --against")
}

// bindProblems gives a command the flag that names lists of problems from above.
func bindProblems(f *pflag.FlagSet, q *app.Request) {
	f.StringArrayVar(&q.Feedback, "problems", nil, "上级反馈的问题清单`文件`：逐行对到户、到人，列在重点核实事项最前；几份清单就写几次 --problems")
}

// bindOutput gives a command the flag that names the folder that it writes to.
func bindOutput(f *pflag.FlagSet, to *string, what, or string) {
	f.StringVarP(to, "output", "o", or, what+"写到这个`文件夹`；不写时为 "+or)
}

// bindForms gives a command that writes forms the flags that choose them.
func bindForms(f *pflag.FlagSet, forms *[]string, otherwise string) {
	f.Func("forms", "只要这些表，写`代号`（或附件2、表名），用逗号分开（见 ruhu form list）"+otherwise, several(forms))
}

// bindFormat gives a command the flag that names formats; usual are those that it
// writes when none is named.
func bindFormat(f *pflag.FlagSet, to *[]app.Format, formats []app.Format, usual string) {
	words := make([]string, len(formats))
	for i, f := range formats {
		words[i] = string(f)
		if words[i] == usual {
			words[i] += "（不写时如此）"
		}
	}
	text := "文件`格式`：" + strings.Join(words, "、") + "，用逗号分开"
	if usual == "" {
		text += "；不写时两种都要"
	}
	f.Func("format", text, several(to))
}

// bindPaper gives a command the flag that names the paper.
func bindPaper(f *pflag.FlagSet, to *string) {
	*to = "A4"
	f.Func("paper", "`纸张`：A4（不写时如此）或 A3", choice(to, "A4", "A3"))
}

// bindJSON gives a command the flag --json.
func bindJSON(s *session, f *pflag.FlagSet) {
	f.BoolVar(&s.json, "json", false, "结果以 JSON 写到标准输出，供别的程序使用")
}

// How values are read. Their errors are faults, in Chinese.

// several reads names, divided by commas of either width or 、, in one flag or several.
func several[T ~string](to *[]T) func(string) error {
	return func(s string) error {
		n := len(*to)
		for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
			if part = strings.TrimSpace(part); part != "" {
				*to = append(*to, T(part))
			}
		}
		if len(*to) == n {
			return fault.Wrong("没有写内容", "几个名称之间用逗号分开")
		}
		return nil
	}
}

// single reads one text a flag, such as a path or 文化=A8: names of files and heads may hold
// commas. One of which right is false is wrong for the reason given.
func single(to *[]string, right func(string) bool, wrong *fault.Error) func(string) error {
	return func(s string) error {
		if !right(s) {
			return wrong
		}
		*to = append(*to, s)
		return nil
	}
}

// number reads a whole number in a range.
func number(to *int, least, most int) func(string) error {
	return func(s string) error {
		v, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || v < least || v > most {
			return fault.Wrong(fmt.Sprintf("要写 %d 到 %d 之间的整数", least, most), "")
		}
		*to = v
		return nil
	}
}

// choice reads one of a few words, in letters of either case.
func choice[T ~string](to *T, words ...T) func(string) error {
	return func(s string) error {
		i := slices.IndexFunc(words, func(w T) bool { return strings.EqualFold(string(w), strings.TrimSpace(s)) })
		if i < 0 {
			return fault.Wrong("可以写的有 "+app.Joined(words), "")
		}
		*to = words[i]
		return nil
	}
}

// mostParts bounds the parts of a run.
const mostParts = 10_000

// part reads which of several parts is meant, as in 2/12.
func part(index, of *int) func(string) error {
	return func(s string) error {
		i, n, _ := strings.Cut(strings.TrimSpace(s), "/")
		k, err1 := strconv.Atoi(strings.TrimSpace(i))
		most, err2 := strconv.Atoi(strings.TrimSpace(n))
		if err1 != nil || err2 != nil || most > mostParts || k < 1 || k > most {
			return fault.Wrong(fmt.Sprintf("要写成 i/n，如 2/12 是十二份中的第二份（最多 %d 份）", mostParts), "")
		}
		*index, *of = k, most
		return nil
	}
}
