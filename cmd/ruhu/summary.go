package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/typeface"
)

// newSummary makes the command that writes the year's summary.
func newSummary(s *session) *cobra.Command {
	var q app.Request
	var dir string
	var formats []app.Format
	cmd := &cobra.Command{
		Use:   "summary 花名册... [选项]",
		Short: "写出年度扶贫对象动态管理工作总结",
		Long: `读花名册，把全年的数算好，写成公文格式（GB/T 9704-2012）的年度工作总结：Word 供修改，PDF 供打印。
给出上年的花名册（--against）时，写明年初数和与上年的比较。程序无从知道的内容印作【请补充：…】，
最后在屏幕上列出；输出文件夹里的“<年>年度总结补充内容.txt”写了的，照它补上。总结的文字可以用“ruhu form export”导出 summary/summary.txt 修改。`,
		Example: `  ruhu summary 花名册.xlsx
  ruhu summary 花名册.xlsx --against 上年花名册.xlsx --date 2020-01-03
  ruhu summary 花名册文件夹 --format docx -o 总结`,
		Args: takesRosters(&q),
		RunE: func(cmd *cobra.Command, _ []string) error { return s.summary(cmd.Context(), q, dir, formats) },
	}
	f := cmd.Flags()
	bindOutput(f, &dir, "", outputDir)
	f.StringArrayVar(&q.LastYear, "against", nil, "上年的花名册`文件`（或文件夹），用来写年初数和比较；可以写几次")
	bindFormat(f, &formats, app.SummaryFormats(), "")
	f.StringVar(&q.Date, "date", "", "成文`日期`，如 2020-01-03；不写时用 ruhu.yaml 中的，没有则印作【请补充】")
	bindReading(s, f, &q, "总结文字")
	bindFonts(s, f, &q)
	bindJSON(s, f)
	return cmd
}

func (s *session) summary(ctx context.Context, q app.Request, dir string, formats []app.Format) error {
	year := 0
	r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) {
		year = w.Year
		return w.Summary(ctx, dir, formats)
	})
	if err != nil {
		return err
	}
	s.counted(r)
	s.empty(r)
	told := r.Summary
	if told.Persons > 0 && told.Persons != r.Members {
		s.say("总结按年末人口计，建档立卡户共 %d 人：本年自然增加的计入，自然减少的不计；读入的 %d 人是家庭成员表里的人", told.Persons, r.Members)
	}
	if r.Held > 0 {
		s.say("有 %d 户因户编号缺失、重复等无法确定，没有计入；请用“ruhu check”查看", r.Held)
	}
	if r.Problems+r.Warnings > 0 {
		s.say("花名册中有错误 %d 处、提醒 %d 处，会影响总结中的数；请用“ruhu check”查看", r.Problems, r.Warnings)
	}
	s.faces(told.Faces)
	s.lent(r)
	if len(told.Lost) > 0 {
		s.say("这些字，字体里没有，PDF 和图上印作“〓”：%s", string(told.Lost))
	}
	if told.Filled > 0 {
		s.say("补上了 %d 处【请补充】，内容取自 %s", told.Filled, output.SupplementName(year))
	}
	s.gaps(r.Gaps)
	s.files(dir, r.Files)
	s.say("下一步：打开 Word 文件，补上【请补充】的内容并去掉黄底，核对后按程序报送")
	return nil
}

// faces tells what the PDF is set in.
func (s *session) faces(uses []typeface.Use) {
	if len(uses) == 0 {
		return
	}
	parts := make([]string, len(uses))
	for i, u := range uses {
		parts[i] = u.Role + "：" + u.Face
		if u.StandIn {
			parts[i] += "（代替）"
		}
	}
	s.say("PDF 所用字体　%s", strings.Join(parts, "；"))
}

// gaps lists what is to be filled in by hand.
func (s *session) gaps(gaps []string) {
	if len(gaps) == 0 {
		return
	}
	s.say("有 %d 处【请补充】，要人工补上：", len(gaps))
	for _, g := range gaps {
		s.say("  %s", g)
	}
}
