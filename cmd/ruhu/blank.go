package main

import (
	"path"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
)

// newBlank makes the command that writes blank forms.
func newBlank(s *session) *cobra.Command {
	var o app.BlankOptions
	cmd := &cobra.Command{
		Use:   "blank [选项]",
		Short: "打印空白表",
		Long:  "不用花名册，写出空白的表，一种表一个 PDF。",
		Example: `  ruhu blank                                每种一份
  ruhu blank --forms appendix2 --copies 20  附件2，20 份
  ruhu blank --forms appendix4 --rows 20    附件4，20 行`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := noArguments(cmd, args); err != nil {
				return err
			}
			r, err := app.Blank(cmd.Context(), o)
			s.result = r
			s.settings(r.Settings)
			if err != nil {
				return err
			}
			s.say("已写出空白表 %d 种，共 %s", kinds(r.Files), paper(r.Pages, r.Sheets, o.Duplex))
			s.lent(r)
			s.files(o.Dir, r.Files)
			return nil
		},
	}
	o.Paper = "A4"
	f := cmd.Flags()
	f.StringVarP(&o.Dir, "output", "o", outputDir, "写到这个`文件夹`；不写时为 "+outputDir)
	f.Var(list{&o.Forms}, "forms", "只要这些表，写`代号`（或附件2、表名），用逗号分开（见 ruhu form list）")
	f.Var(list{&o.Formats}, "format", "文件`格式`：pdf（不写时如此）、docx、xlsx，用逗号分开")
	f.Var(number{&o.Copies, 1, 1000}, "copies", "每种几份，写`数`；不写时 1 份")
	f.Var(number{&o.Rows, 1, 500}, "rows", "表中人员等明细的行`数`；不写时按表样")
	f.Var(choice[string]{&o.Paper, []string{"A4", "A3"}}, "paper", "`纸张`：A4（不写时如此）或 A3")
	f.BoolVar(&o.Duplex, "duplex", false, "双面打印：每份都从新的一张纸开始")
	bindYear(f, &o.Year)
	bindConfig(s, f, &o.Config)
	f.StringVar(&o.Templates, "templates", "", "自己修改的表样所在的`文件夹`（见 ruhu form export）")
	bindFonts(s, cmd, &o.Fonts)
	bindJSON(f, &s.json)
	return cmd
}

// kinds counts files that differ in more than their ending.
func kinds(files []string) int {
	seen := make(map[string]bool)
	for _, f := range files {
		seen[strings.TrimSuffix(f, path.Ext(f))] = true
	}
	return len(seen)
}
