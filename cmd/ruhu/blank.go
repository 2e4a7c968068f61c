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
