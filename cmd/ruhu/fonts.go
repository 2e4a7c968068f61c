package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/typeface"
)

// newFonts makes the command that tells about fonts.
func newFonts(s *session) *cobra.Command {
	var q app.Request
	cmd := &cobra.Command{
		Use: "fonts [文字 | 花名册...] [选项]", Short: "查看字体，查姓名中的字能不能印出",
		Long: `写了文字时，逐字说明用哪种字体印，印不出的字装什么字体。写花名册文件时，查其中所有的字，列出
印不出的字和是谁的。都不写时，说明哪些字印得出，列出程序内嵌的和电脑上的中文字体，各有多少字，
公文的宋、黑、仿宋、楷、小标宋各用哪种字体。

打印时，每个字先用内嵌的字体；内嵌字体没有的，用 --font-dir 文件夹里的；再没有，用电脑上的。
都没有的印作“〓”并列出。内嵌字体有的字，在每台电脑上印得都一样。`,
		Example: `  ruhu fonts
  ruhu fonts "𠮷㛃䶮"
  ruhu fonts 花名册.xlsx
  ruhu fonts --font-dir D:\字体`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if input.AreTables(args) {
				q.Rosters = args
				return s.printable(cmd.Context(), q)
			}
			return s.open(q, func(w *app.Workspace) error {
				if len(args) > 0 {
					return s.characters(w, strings.Join(args, ""))
				}
				r, err := w.Survey(cmd.Context())
				if err == nil {
					s.fontReport(r)
				}
				return err
			})
		},
	}
	bindFonts(s, cmd.Flags(), &q)
	bindConfig(s, cmd.Flags(), &q)
	return cmd
}

// characters tells how each character of a text is set.
func (s *session) characters(w *app.Workspace, text string) error {
	list, err := w.Characters(text)
	if err != nil {
		return err
	}
	lost := 0
	for _, c := range list {
		s.character(c)
		if c.Face == "" {
			lost++
		}
	}
	switch {
	case len(list) < 2:
	case lost == 0:
		fmt.Fprintf(s.out, "共 %d 个字，全部印得出\n", len(list))
	default:
		fmt.Fprintf(s.out, "共 %d 个字，%d 个印不出\n", len(list), lost)
	}
	return nil
}

func (s *session) character(c typeface.CharReport) {
	fmt.Fprintf(s.out, "%s  %-8s %s%s\n", shown(c.Char), fmt.Sprintf("%U", uint32(c.Char)), padded(c.Where, 14), c.Verdict())
}

// printable tells whether everything in rosters can be printed, and what cannot.
func (s *session) printable(ctx context.Context, q app.Request) error {
	p, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Printable(ctx) })
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "共读入 %d 户 %d 人\n", p.Households, p.Members)
	if p.Households+p.Unregistered == 0 {
		s.say("%s", noHouseholds)
		return nil
	}
	if len(p.Missing) == 0 {
		fmt.Fprintln(s.out, "姓名、住址等所有的字都印得出")
	} else {
		fmt.Fprintf(s.out, "有 %d 处的字印不出：\n", len(p.Missing))
		for _, m := range p.Missing {
			fmt.Fprintf(s.out, "  %s\n", missed(m))
		}
	}
	if len(p.Chars) == 0 {
		return nil
	}
	fmt.Fprintln(s.out, "程序内嵌的字体没有的字：")
	for _, c := range p.Chars {
		s.character(c)
	}
	return nil
}

// shown is a character as a terminal can show it.
func shown(r rune) string {
	if r < ' ' || r >= 0x7F && r < 0xA0 {
		return "　"
	}
	return string(r)
}

// fontReport tells which fonts there are.
func (s *session) fontReport(r *typeface.Report) {
	s.canPrint(r)
	fmt.Fprintln(s.out, "\n程序内嵌的字体")
	for _, e := range r.Embedded {
		s.fontEntry(e, r.Blocks)
	}
	fmt.Fprintln(s.out, "\n电脑上和 --font-dir 中的中文字体（先列的先用）")
	if len(r.Machine) == 0 {
		fmt.Fprintln(s.out, "  没有找到")
	}
	for _, e := range r.Machine {
		s.fontEntry(e, r.Blocks)
	}
	if r.Others > 0 {
		fmt.Fprintf(s.out, "  另有没有汉字的字体 %d 种\n", r.Others)
	}
	fmt.Fprintln(s.out, "\n公文用的字体")
	for _, role := range r.Roles {
		stands := ""
		if role.StandIn {
			stands = "（内嵌，代用：电脑上没有能嵌入的" + role.Role + "）"
		}
		fmt.Fprintf(s.out, "  %s%s%s\n", padded(role.Role, 8), role.Face, stands)
	}
	if len(r.Skipped) > 0 {
		fmt.Fprintln(s.out, "\n打不开或不是字体的文件（没有用）")
		for _, f := range r.Skipped {
			fmt.Fprintf(s.out, "  %s：%v\n", f.Name, f.Err)
		}
	}
}

// canPrint answers what people ask first: which names can be printed.
func (s *session) canPrint(r *typeface.Report) {
	fmt.Fprintln(s.out, "姓名中的字印不印得出")
	what := "全部印得出"
	if has := r.Together[0].Has; has < r.Blocks[0].Has {
		what = fmt.Sprintf("印得出 %d 字", has)
	}
	fmt.Fprintf(s.out, "  %s%d 字（姓名、地名的规范用字）：%s\n", typeface.GeneralName, r.Blocks[0].Has, what)
	s.covered(r.Together[1:], r.Blocks[1:], "  这些区的字全部印得出", "  这些区的字印得出一部分")
	fmt.Fprintln(s.out, "  查几个字：ruhu fonts \"𠮷㛃\"；查整本花名册：ruhu fonts 花名册.xlsx。印不出的字会说明装什么字体")
}

// covered tells, each behind its words, which blocks are there as a whole, and of which
// there is a part.
func (s *session) covered(has, blocks []typeface.Covered, all, parts string) {
	var whole, some []string
	for i, c := range has {
		switch {
		case c.Has == blocks[i].Has:
			whole = append(whole, c.Block)
		case c.Has > 0:
			some = append(some, fmt.Sprintf("%s %d/%d", c.Block, c.Has, blocks[i].Has))
		}
	}
	if len(whole) > 0 {
		fmt.Fprintf(s.out, "%s：%s\n", all, strings.Join(whole, "、"))
	}
	if len(some) > 0 {
		fmt.Fprintf(s.out, "%s：%s\n", parts, strings.Join(some, "、"))
	}
}

// fontEntry tells of one face: all blocks that it has whole by name, of the
// others how many characters.
func (s *session) fontEntry(e typeface.Face, blocks []typeface.Covered) {
	note := ""
	if e.Alike > 0 {
		note = fmt.Sprintf("，同一文件中另有字数相同的 %d 种", e.Alike)
	}
	if e.Restricted {
		note += "，不允许嵌入，不用"
	}
	fmt.Fprintf(s.out, "  %s（%s，%s%s）\n", e.Name, e.File, e.Kind, note)
	s.covered(e.Covers, blocks, "      全有", "      部分")
}
