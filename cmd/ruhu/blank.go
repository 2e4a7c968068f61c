package main

import (
	"path"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
)

// newBlank makes the command that writes blank forms.
func newBlank(s *session) *cobra.Command {
	var q app.Request
	var c app.BlankChoice
	var dir string
	cmd := &cobra.Command{
		Use:   "blank [选项]",
		Short: "打印空白表",
		Long:  "不用花名册，写出空白的表，一种表一个 PDF。",
		Example: `  ruhu blank                                每种一份
  ruhu blank --forms appendix2 --copies 20  附件2，20 份
  ruhu blank --forms appendix4 --rows 20    附件4，20 行`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Blank(cmd.Context(), dir, c) })
			if err != nil {
				return err
			}
			s.say("已写出空白表 %d 种，共 %s", kinds(r.Files), paper(r.Pages, r.Sheets, c.Duplex))
			s.lent(r)
			s.list(dir, r.Files)
			return nil
		},
	}
	f := cmd.Flags()
	bindOutput(f, &dir, "", outputDir)
	bindForms(f, &c.Forms, "")
	bindFormat(f, &c.Formats, app.Formats(), "pdf")
	f.Func("copies", "每种几份，写`数`；不写时 1 份", number(&c.Copies, 1, 1000))
	f.Func("rows", "表中人员等明细的行`数`；不写时按表样", number(&c.Rows, 1, 500))
	bindPaper(f, &c.Paper)
	f.BoolVar(&c.Duplex, "duplex", false, "双面打印：每份都从新的一张纸开始")
	bindYear(f, &q)
	bindConfig(s, f, &q)
	bindTemplates(f, &q.Templates, "表样")
	bindFonts(s, f, &q)
	bindJSON(s, f)
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

// newTemplate makes the command that writes the empty roster.
func newTemplate(s *session) *cobra.Command {
	var file, dir string
	var force bool
	cmd := &cobra.Command{
		Use:   "roster-template [选项]",
		Short: "写出一份空的花名册，填好后即可打印",
		Example: `  ruhu roster-template
  ruhu roster-template -o 东风村花名册.xlsx
  ruhu roster-template --templates 表样`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := app.WriteTemplate(file, dir, force); err != nil {
				return err
			}
			s.say("已写出空的花名册：%s", file)
			if dir != "" {
				file += " --templates " + dir
			}
			s.say("下一步：按各列的提示填写，用“ruhu check %s”检查，再用“ruhu print %s”打印", file, file)
			return nil
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", "花名册模板.xlsx", "写成这个`文件`；不写时为 花名册模板.xlsx")
	cmd.Flags().StringVar(&dir, "templates", "", "自己修改的指标表所在的`文件夹`（见 ruhu form export）；自己加的指标也有列")
	cmd.Flags().BoolVar(&force, "force", false, "已有内容不同的同名文件时，盖掉它")
	return cmd
}
