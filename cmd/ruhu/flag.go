package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// Flags that several commands have are bound here, so that they are called and
// explained alike.

// bindYear gives a command the flag --year.
func bindYear(f *pflag.FlagSet, to *int) {
	f.Var(number{to, 2014, 2099}, "year", "`年度`；不写时用 ruhu.yaml 中的，没有则为 2019")
}

// bindConfig gives a command the flag --config.
func bindConfig(s *session, f *pflag.FlagSet, to *app.ConfigChoice) {
	to.Program = s.env.Program
	f.StringVar(&to.File, "config", "", "设置`文件`；不写时依次找花名册旁边、当前文件夹、程序旁边的 ruhu.yaml，用最先找到的一个（可以没有）")
}

// bindJSON gives a command the flag --json.
func bindJSON(f *pflag.FlagSet, to *bool) {
	f.BoolVar(to, "json", false, "结果以 JSON 写到标准输出，供别的程序使用")
}

// The kinds of flag values. Their errors are app errors, in Chinese.

// list is several names, divided by commas of either width or 、, in one flag
// or several.
type list struct{ to *[]string }

// Set implements pflag.Value.
func (l list) Set(s string) error {
	n := len(*l.to)
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
		if part = strings.TrimSpace(part); part != "" {
			*l.to = append(*l.to, part)
		}
	}
	if len(*l.to) == n {
		return fault.Wrong("没有写内容", "几个名称之间用逗号分开")
	}
	return nil
}

// String implements pflag.Value.
func (l list) String() string {
	if l.to == nil {
		return ""
	}
	return strings.Join(*l.to, ",")
}

// Type implements pflag.Value.
func (l list) Type() string { return "名称" }

// paths is a file or folder a flag; names of files may hold commas.
type paths struct{ to *[]string }

// Set implements pflag.Value.
func (p paths) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return fault.Wrong("没有写内容", "")
	}
	*p.to = append(*p.to, s)
	return nil
}

// String implements pflag.Value.
func (p paths) String() string {
	if p.to == nil {
		return ""
	}
	return strings.Join(*p.to, " ")
}

// Type implements pflag.Value.
func (p paths) Type() string { return "文件夹" }

// number is a whole number in a range.
type number struct {
	to          *int
	least, most int
}

// Set implements pflag.Value.
func (n number) Set(s string) error {
	v, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || v < n.least || v > n.most {
		return fault.Wrong(fmt.Sprintf("要写 %d 到 %d 之间的整数", n.least, n.most), "")
	}
	*n.to = v
	return nil
}

// String implements pflag.Value.
func (n number) String() string {
	if n.to == nil {
		return ""
	}
	return strconv.Itoa(*n.to)
}

// Type implements pflag.Value.
func (n number) Type() string { return "数" }

// choice is one of a few words, in letters of either case.
type choice[T ~string] struct {
	to    *T
	words []T
}

// Set implements pflag.Value.
func (c choice[T]) Set(s string) error {
	i := slices.IndexFunc(c.words, func(w T) bool { return strings.EqualFold(string(w), strings.TrimSpace(s)) })
	if i < 0 {
		known := make([]string, len(c.words))
		for i, w := range c.words {
			known[i] = string(w)
		}
		return fault.Wrong("可以写的有 "+strings.Join(known, "、"), "")
	}
	*c.to = c.words[i]
	return nil
}

// String implements pflag.Value.
func (c choice[T]) String() string {
	if c.to == nil {
		return ""
	}
	return string(*c.to)
}

// Type implements pflag.Value.
func (c choice[T]) Type() string { return "名称" }
