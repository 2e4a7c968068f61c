package main

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
)

// collectDir is where collecting writes when the user names no folder: not among
// what was printed, whose list of problems may carry notes.
var collectDir = path.Join(outputDir, output.CollectedDir)

// newCollect makes the command that takes return workbooks back.
func newCollect(s *session) *cobra.Command {
	var q app.Request
	var dir string
	cmd := &cobra.Command{
		Use:   "collect 回填表... --roster 花名册 [选项]",
		Short: "汇总各村交回的回填表",
		Long: `读各村填好的“入户核实回填表”（文件、文件夹，或 *.xlsx），与打印时的花名册对照，写出：
  需维护数据汇总.xlsx  要录入全国系统的每一处更正，按系统的顺序
  花名册-核实后.xlsx   改好的花名册，可以直接再打印附件2、3、4，或写总结
  核实进度.xlsx        各村各表打印、收回、未收回、拒访的份数，和还没有收回的表
  问题清单.xlsx        有问题时：哪个文件、哪张表、哪一格，为什么没有采用
  反馈销号表.xlsx      写了 --problems 时：照上级清单原样交回，带各村填的核查结果
有问题的那一项不采用，其余照常汇总；原花名册和回填表都不改动。`,
		Example: `  ruhu collect ruhu-输出 --roster 花名册.xlsx
  ruhu collect 东风村-入户核实回填表.xlsx 红旗村-入户核实回填表.xlsx --roster 花名册.xlsx -o 汇总
  ruhu collect ruhu-输出 --roster 花名册.xlsx --problems 省里反馈.xlsx`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.collect(cmd.Context(), q, dir, args)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&q.Rosters, "roster", nil, "打印时用的`花名册`；几个文件就写几次 --roster")
	bindOutput(f, &dir, "", collectDir)
	bindProblems(f, &q)
	bindReading(s, f, &q, "指标表和表样")
	bindJSON(s, f)
	return cmd
}

// collectDropped collects what was given without a command, with the roster that
// it was printed from. Of the flags of printing it knows those that collecting has.
func (s *session) collectDropped(cmd *cobra.Command, o printFlags, dropped input.Dropped) error {
	s.lists = true
	known := []string{"output", "year", "config", "map", "templates", "json"}
	var foreign []string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains(known, f.Name) {
			foreign = append(foreign, "--"+f.Name)
		}
	})
	if len(foreign) > 0 {
		return fault.Wrong("给的是回填表，要汇总，不打印；这些选项用不上："+strings.Join(foreign, "、"), "汇总的选项用“ruhu collect --help”看；要打印请给花名册")
	}
	rosters, err := dropped.FindRosters(o.Config.Program)
	if err != nil {
		return err
	}
	s.say("给的是回填表：汇总；花名册用 %s", strings.Join(rosters, "、"))
	o.Rosters = rosters
	if !cmd.Flags().Changed("output") {
		o.Dir = dropped.Output()
	}
	return s.collect(cmd.Context(), o.Request, o.Dir, dropped.Returns)
}

func (s *session) collect(ctx context.Context, q app.Request, dir string, returns []string) error {
	switch {
	case len(returns) == 0:
		return fault.Wrong("没有写回填表", "例如：ruhu collect ruhu-输出 --roster 花名册.xlsx")
	case len(q.Rosters) == 0:
		return fault.Wrong("没有写花名册", "加上 --roster 和打印时用的花名册，例如：--roster 花名册.xlsx")
	}
	r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Collect(ctx, dir, returns, nil) })
	if r.Collected == nil {
		r.Collected = &app.Collected{} // the object has it wherever rosters were asked for
	}
	if err != nil {
		return err
	}
	c := r.Collected
	s.say("共读入回填表 %d 份；打印的表 %d 份，已收回 %d 份，未收回 %d 份，拒访 %d 份", c.Returns, c.Papers, c.Returned, c.Outstanding, c.Refused)
	if len(c.Missing) > 0 {
		s.say("回填表未交回的村 %d 个：%s", len(c.Missing), some(c.Missing, namedFiles, "个"))
	}
	s.say("需要录入系统的有 %d 项", c.Found)
	if c.HeldItems > 0 {
		s.say("有 %d 项没有采用，原因见“问题清单.xlsx”，请改好回填表后再汇总一遍", c.HeldItems)
	}
	s.found("回填表和核实后的花名册中", r, "问题清单.xlsx")
	if len(r.Untouched) > 0 {
		s.say("有人改过 %s，没有覆盖；这次的写成“%s”，请核对，把改过的内容合到一起", some(r.Untouched, namedFiles, "个"), r.Verified)
	}
	s.files(dir, r.Files)
	switch {
	case c.Found > 0:
		s.say("下一步：照“需维护数据汇总.xlsx”逐项录入系统；用“%s”打印附件或写总结", r.Verified)
	case c.Outstanding > 0:
		s.say("下一步：收回的表填进回填表，再汇总一遍；还没有收回的见“核实进度.xlsx”")
	}
	return nil
}
