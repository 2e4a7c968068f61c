package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// newFill makes the command that fills forms of others.
func newFill(s *session) *cobra.Command {
	var q app.Request
	var o app.FillOptions
	var split, marked string
	var explain bool
	cmd := &cobra.Command{
		Use:   "fill 要填的表 花名册... [选项]",
		Short: "照花名册填好上级发来的表（.xlsx、.docx）",
		Long: `把别的单位发来的 Excel 表（.xlsx）、Word 表（.docx）照花名册填好。程序按表上的字（户主姓名、文化程度、耕地面积……）
认出该填什么：右边、下面的空格，一行一人或一户的名单（行不够时照最后一行加行），要打勾的选项，句子里的横线和空白。
原表的格式、公式、打印设置不变；填出的还是 .xlsx 或 .docx，不出 PDF（要 PDF 请用 WPS 打开后另存）。

拿不准的一律空着：有两个意思的、签字和现场填写的（填表人、审核人、户主签名、日期、核查结果……）都不填。
先用 --explain 看每一处认成了什么，再填。认得不对时，用 --marked 写出带标记的表，改好 {{户主姓名}}、{{A8}} 这样的标记再填；
带标记的表只照标记填。

边缘户和监测类型不填；供内部使用的加 --internal，每页页眉印“内部资料　不予公示”。公示、公告的表自动遮盖证件号码等。
.doc、.wps、.xls、.et 请先另存为 .docx、.xlsx。`,
		Example: `  ruhu fill 信息采集表.docx 花名册.xlsx --explain
  ruhu fill 信息采集表.docx 花名册.xlsx -o 采集表
  ruhu fill 公示名单.xlsx 花名册.xlsx --per village
  ruhu fill 低保户名单.xlsx 花名册.xlsx --where 贫困户属性=低保贫困户 --per roster
  ruhu fill 明白卡.docx 花名册.xlsx --split book
  ruhu fill 信息采集表.docx --marked 信息采集表-标记.docx`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Book = split == "book"
			if len(args) > 0 {
				o.Form, q.Rosters = args[0], args[1:]
			}
			switch {
			case len(args) == 0:
				return fault.Wrong("没有写要填的表", "例如：ruhu fill 信息采集表.docx 花名册.xlsx")
			case explain && s.json:
				return fault.Wrong("--explain 和 --json 不能一起用", "读法只以文字列出")
			case explain || marked != "":
				return s.explainForm(cmd.Context(), q, o, explain, marked)
			case len(q.Rosters) == 0:
				return fault.Wrong("没有写花名册", "要填的表写在前面，花名册写在后面，例如：ruhu fill 信息采集表.docx 花名册.xlsx")
			}
			return s.fill(cmd.Context(), q, o)
		},
	}
	f := cmd.Flags()
	bindOutput(f, &o.Dir, "填好的表", outputDir)
	f.Func("per", "一份填`什么`：household 一户、village 一个村、group 一个组、roster 整个花名册；不写时看表", choice(&o.Per, app.FillPers()...))
	f.StringArrayVar(&o.Where, "where", nil, "只填符合的户或人，写`指标=内容`，如 低保=是；写几次就要都符合")
	f.Func("split", "`文件`：file 一份一个文件（不写时如此），book 全部在一个文件（一份一张工作表，或另起一页）", choice(&split, "file", "book"))
	f.BoolVar(&explain, "explain", false, "说明表上每一处认成了什么、哪些没有认出；不填表")
	f.StringVar(&marked, "marked", "", "把认出的地方写上标记，写成这个`文件`；不填表")
	f.BoolVar(&o.Internal, "internal", false, "内部使用：边缘户、监测类型也填，每页页眉印“内部资料　不予公示”")
	f.BoolVar(&q.Mask, "mask", false, "遮盖证件号码、电话、账号的中间几位")
	bindReading(s, f, &q, "指标表")
	bindJSON(s, f)
	return cmd
}

// explainForm tells how a form is understood, and writes it with marks where that is
// wished.
func (s *session) explainForm(ctx context.Context, q app.Request, o app.FillOptions, explain bool, marked string) error {
	return s.open(q, func(w *app.Workspace) error {
		read := w.ExplainForm
		if marked != "" {
			read = func(o app.FillOptions) (*app.Filled, error) { return w.MarkForm(ctx, o, marked) }
		}
		f, err := read(o)
		if err != nil {
			return err
		}
		if explain {
			formTo(s.out, f)
		}
		if marked != "" {
			s.say("已写出：%s。请打开核对标记，改好后再填：ruhu fill %s 花名册.xlsx%s", marked, marked, sameWishes(o))
			s.unmarked(f)
		}
		return nil
	})
}

// sameWishes are the options that a form with marks needs again: marks do not say them.
func sameWishes(o app.FillOptions) string {
	out := ""
	if o.Per != "" {
		out = " --per " + o.Per
	}
	for _, wish := range o.Where {
		out += " --where " + wish
	}
	if o.Internal {
		out += " --internal"
	}
	return out
}

// unmarked says how many places got no mark though nobody signs there, and why.
func (s *session) unmarked(f *app.Filled) {
	n, why := 0, []string(nil)
	for _, e := range f.Entries {
		if e.Why == "" || e.Door {
			continue
		}
		n++
		if !slices.Contains(why, e.Why) {
			why = append(why, e.Why)
		}
	}
	if n > 0 {
		s.say("没有写标记的有 %d 处（%s），加 --explain 逐处列出", n, strings.Join(why, "；"))
	}
}

// perWords are the words for what a copy is about.
var perWords = map[string]string{"household": "一户", "village": "一个村", "group": "一个组", "roster": "整个花名册"}

// formTo prints how a form was understood: what goes in, then what stays blank and why.
func formTo(w io.Writer, f *app.Filled) {
	fmt.Fprintf(w, "%s：一份填%s", f.Title, perWords[f.Per])
	if f.Masked {
		fmt.Fprint(w, "，证件号码等遮盖")
	}
	fmt.Fprintln(w)
	for _, blank := range []bool{false, true} {
		head := "要填的"
		if blank {
			head = "空着的"
		}
		for _, e := range f.Entries {
			if (e.Asks == "") != blank {
				continue
			}
			if head != "" {
				fmt.Fprintln(w, head)
				head = ""
			}
			fmt.Fprintln(w, "  "+entryLine(e))
		}
	}
}

func entryLine(e app.FormEntry) string {
	var b strings.Builder
	b.WriteString(e.Where)
	if e.Label != "" && !strings.Contains(e.Where, e.Label) {
		b.WriteString("  " + e.Label)
	}
	if e.List != "" {
		b.WriteString("（" + e.List + "名单的列）")
	}
	if e.Asks != "" {
		return b.String() + "  →  " + e.Asks
	}
	return b.String() + "  ×  " + e.Why
}

func (s *session) fill(ctx context.Context, q app.Request, o app.FillOptions) error {
	r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Fill(ctx, o) })
	if err != nil {
		return err
	}
	s.counted(r)
	s.findings(r, "")
	if r.Held > 0 {
		s.say("有 %d 户信息不全，未能确定，没有填；请用 ruhu check 查看", r.Held)
	}
	s.reportBlank(r.Filled)
	s.say("填了 %d 份（一份填%s），%d 户", r.Filled.Copies, perWords[r.Filled.Per], r.Printed)
	s.files(o.Dir, r.Files)
	s.say("下一步：打开填好的表核对，空着的补填后再打印、上报")
	return nil
}

// mostBlank is how many places that stay blank are named.
const mostBlank = 12

// reportBlank tells what of the form stays blank, but for what is written at the door.
func (s *session) reportBlank(f *app.Filled) {
	var blank []app.FormEntry
	filled := 0
	for _, e := range f.Entries {
		switch {
		case e.Asks != "":
			filled++
		case !e.Door:
			blank = append(blank, e)
		}
	}
	s.say("表上认出 %d 处", filled)
	if len(blank) == 0 {
		return
	}
	s.say("有 %d 处没有填（签字和现场填写的不计）：", len(blank))
	for i, e := range blank {
		if i == mostBlank {
			s.say("  …… 其余请用 --explain 看")
			break
		}
		s.say("  %s", entryLine(e))
	}
}
