package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/settings"
	"ruhu/cmd/internal/typeface"
)

// What people are told. It goes to standard error, which may end up in a log:
// households are named by their number, findings by their place; persons only
// where a character of their name is missing on paper.

// How many of a kind are named before the rest is only counted.
const (
	namedFiles    = 10
	namedHeld     = 20
	namedMissing  = 20
	namedFindings = 8 // rules
	// namedItems are of a kind of finding that many share.
	namedItems = 6
	// namedSpellings are of answers outside their lists.
	namedSpellings = 12
)

func paper(pages, sheets int, duplex bool) string {
	return fmt.Sprintf("%d 页（%s %d 张纸）", pages, sides(duplex), sheets)
}

func sides(duplex bool) string {
	if duplex {
		return "双面"
	}
	return "单面"
}

func (s *session) planned(p app.Planned) {
	s.receipt(p.Read)
	s.settings(p.Settings)
	s.say("共读入 %d 户 %d 人；将打印 %d 户，%s", p.Households, p.Members, p.Printed, paper(p.Pages, p.Sheets, p.Duplex))
	switch {
	case p.Unregistered > 0 && p.Internal:
		s.say("另有边缘户 %d 户，只印在写明“内部资料　不予公示”的表上，不计入", p.Unregistered)
	case p.Unregistered > 0:
		s.say("另有边缘户 %d 户，不打印，也不计入", p.Unregistered)
	}
}

// settings tells, once, which settings hold.
func (s *session) settings(file string) {
	if file != "" && !s.saidSettings {
		s.saidSettings = true
		s.say("设置取自：%s", file)
	}
}

// inputs tells what was read beside what the user named, and what was not.
func (s *session) inputs(r *app.Result) {
	s.settings(r.Settings)
	why := ".et、.xlsb、.ods 请先另存为 .xlsx；本程序输出的文件不是花名册"
	if r.Collected != nil {
		why = "不是回填表、花名册，或是 .et、.xlsb、.ods，请先另存为 .xlsx"
	}
	if len(r.Passed) > 0 {
		s.say("没有读这些文件（%s）：%s", why, some(r.Passed, namedFiles, "个"))
	}
}

// counted tells how many households and persons were read, empty whether there are none.
func (s *session) counted(r *app.Result) { s.say("共读入 %d 户 %d 人", r.Households, r.Members) }

func (s *session) empty(r *app.Result) {
	if r.Households+r.Unregistered == 0 {
		s.say("%s", noHouseholds)
	}
}

// printed tells what came of a run that was not broken off.
func (s *session) printed(o printFlags, r *app.Result) {
	s.compared(r.Sides)
	where := "花名册中"
	if r.Narrow {
		where = "所选的户中"
	}
	s.found(where, r, r.List)
	s.heldBack(r)
	s.missing(r)
	s.lent(r)
	if r.Pages == 0 {
		if r.Households+r.Unregistered == 0 && o.Parts == 0 {
			s.say("%s", noHouseholds)
		} else if o.Parts > 1 && r.Households == 0 {
			s.say("这一份里没有户：一个村的户不分开，村数少于份数时有的份是空的")
		} else {
			s.say("没有要打印的表：花名册里没有符合条件的户、村（哪张表给谁，见“ruhu form list”）")
		}
		s.files(o.Dir, r.Files)
		return
	}
	s.say("已打印 %d 户，%s", r.Printed, paper(r.Pages, r.Sheets, o.Duplex))
	files := r.Files
	if o.Split == app.ByHousehold {
		files = folders(files) // the files' names are those of people
	}
	s.files(o.Dir, files)
	if len(r.Untouched) > 0 {
		s.say("这些回填表已有填写的内容，没有覆盖：%s", some(r.Untouched, namedFiles, "个"))
	}
	if o.Mask {
		s.say("脱敏的只有各村文件夹里的表；打印登记、问题清单、比对差异中有完整的信息，不要外发")
	}
	s.next(o, r)
}

// noHouseholds is told of a roster without any.
const noHouseholds = "花名册里没有户：请核对是不是这个文件；在列名的下一行起填写"

// next tells what to do with what was printed.
func (s *session) next(o printFlags, r *app.Result) {
	s.say("下一步：打开表格，按 %s 纸、实际大小、%s打印；发出和收回在“%s”中记录", o.Paper, sides(o.Duplex), o.Register())
	if slices.ContainsFunc(r.Files, func(f string) bool { return strings.Contains(f, "-入户核实回填表") }) {
		s.say("入户后：把核实结果填进各村的“入户核实回填表”，再用“ruhu collect”汇总")
	}
	if o.Parts > 1 {
		s.say("各份都打印后：用“ruhu register merge”把打印登记合并")
	}
}

// folders names the folders that files are in, with how many there are.
func folders(files []string) []string {
	var out []string
	count := make(map[string]int)
	for _, f := range files {
		dir := path.Dir(f)
		if dir == "." {
			out = append(out, f)
			continue
		}
		if count[dir] == 0 {
			out = append(out, dir)
		}
		count[dir]++
	}
	for i, name := range out {
		if n := count[name]; n > 0 {
			out[i] = fmt.Sprintf("%s/（%d 个文件）", name, n)
		}
	}
	return out
}

// files tells where files about households are, and whether others may look at them.
func (s *session) files(dir string, files []string) {
	s.list(dir, files)
	if disk.Shared(dir) {
		s.say("提醒：这个文件夹电脑上别的账户也打得开，里面有各户的信息；请改它的权限，或用 -o 另指定一个文件夹")
	}
}

// remainders tells what a run could not do as it should, and did its work all the same.
func (s *session) remainders(r *app.Result) {
	if r.Apart {
		s.say("提醒：花名册和写出的清单不在同一个盘上，清单里点不开花名册的单元格；要能点开，请写到同一个盘")
	}
	if len(r.Left) > 0 {
		s.say("提醒：没有能删掉这些用过的临时文件，可以自己删掉：%s", some(r.Left, namedFiles, "个"))
	}
}

// list tells where files are.
func (s *session) list(dir string, files []string) {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	s.say("文件在：%s", dir)
	for i, f := range files {
		if i == namedFiles && len(files) > namedFiles+1 {
			s.say("  …… 共 %d 个文件", len(files))
			return
		}
		s.say("  %s", f)
	}
}

// findings tells what was found by rule; list is the file that says it in full,
// empty when there is none.
func (s *session) findings(r *app.Result, list string) { s.found("花名册中", r, list) }

// found tells what was found where.
func (s *session) found(where string, r *app.Result, list string) {
	groups := app.Groups(r.Findings)
	if len(groups) == 0 {
		return
	}
	in := ""
	if list != "" {
		in = "，详见“" + list + "”"
	}
	s.say("%s发现错误 %d 处、提醒 %d 处%s：", where, r.Problems, r.Warnings, in)
	first(s, groups, namedFindings, "  …… 另有 %d 种", func(g app.Group) {
		s.say("  %s %d 处：%s%s", g.Severity, g.Count, g.Title, itemsOf(g.Items))
		if len(g.Spellings) > 0 {
			s.spellings(g.Spellings)
			return
		}
		for _, p := range g.First {
			where := p.Pos.String()
			if p.Household != "" {
				where = strings.TrimSpace(where + "　户 " + p.Household)
			}
			if where != "" {
				s.say("      %s", where)
			}
		}
	})
}

// itemsOf names the most frequent items that a kind of finding is about.
func itemsOf(items []string) string {
	switch n := len(items); {
	case n == 0:
		return ""
	case n > namedItems:
		return "（" + strings.Join(items[:namedItems], "、") + fmt.Sprintf("等%d项）", n)
	}
	return "（" + strings.Join(items, "、") + "）"
}

// spellings tells how answers outside their lists are written: each way once.
func (s *session) spellings(list []app.Spelling) {
	first(s, list, namedSpellings, "      …… 另有 %d 种写法", func(w app.Spelling) {
		s.say("      %s“%s” %d 处：%s", w.Field, app.ShownSpelling(w.Text, 12), w.Count, w.Hint)
	})
	s.say("      一种写法到处都是一个意思的，在 %s 的 values 里说明一次即可（见 README）", settings.FileName)
}

func (s *session) heldBack(r *app.Result) {
	if len(r.Back) == 0 {
		return
	}
	var names []string
	seen := make(map[string]bool) // one number may be that of two households
	for _, h := range r.Back {
		name := h.Number
		if name == "" {
			name = "没有户编号的一户（" + h.Pos.String() + "）"
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	s.say("有 %d 户暂缓打印，原因见“%s”，改正后可用 --household 补打：%s", len(r.Back), r.List, some(names, namedHeld, "个"))
}

func (s *session) missing(r *app.Result) {
	if len(r.Missing) == 0 {
		return
	}
	s.say("有 %d 处的字印不出，PDF 上印作“〓”，请手写补上（怎么办，见“打印登记.xlsx”的“缺字”表）：", len(r.Missing))
	first(s, r.Missing, namedMissing, "  …… 另有 %d 处", func(m typeface.Missing) { s.say("  %s　表号 %s", missed(m), m.Number) })
	for _, in := range typeface.Installable(r.Missing) {
		s.say("  装上这些字体中的一种再打印，就能印出%s的字：%s", in.Block, strings.Join(in.Fonts, "、"))
	}
}

// missed says which character is missing where.
func missed(m typeface.Missing) string {
	where := fmt.Sprintf("%s U+%04X　%s", shown(m.Char), uint32(m.Char), m.Village)
	if m.Household == "" && m.Head == "" { // what the roster says of the village
		return where
	}
	return fmt.Sprintf("%s　户 %s　%s", where, m.Household, m.Person)
}

// lent tells which fonts of the machine were used: elsewhere the same roster may
// print differently.
func (s *session) lent(r *app.Result) {
	if len(r.Lent) == 0 {
		return
	}
	var fonts []string
	chars := make(map[string]string)
	for _, l := range r.Lent {
		font := l.Face + "（" + l.File + "）"
		if chars[font] == "" {
			fonts = append(fonts, font)
		}
		chars[font] += string(l.Rune)
	}
	s.say("内嵌字体没有的 %d 个字，PDF 用了这些字体，换一台电脑字形可能不同：", len(r.Lent))
	for _, font := range fonts {
		s.say("  %s：%s", font, some(strings.Split(chars[font], ""), namedMissing, "个字"))
	}
}

// first tells the first n of a list, and how many more there are.
func first[T any](s *session, list []T, n int, more string, tell func(T)) {
	for _, x := range list[:min(n, len(list))] {
		tell(x)
	}
	if left := len(list) - n; left > 0 {
		s.say(more, left)
	}
}

// some names the first of a list and counts the rest.
func some(names []string, n int, unit string) string {
	if len(names) <= n {
		return strings.Join(names, "、")
	}
	return fmt.Sprintf("%s …… 共 %d %s", strings.Join(names[:n], "、"), len(names), unit)
}
