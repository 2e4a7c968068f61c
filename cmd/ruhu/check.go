package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// newCheck makes the command that checks rosters without printing.
func newCheck(s *session) *cobra.Command {
	var q app.Request
	var file string
	var rules, explain bool
	cmd := &cobra.Command{
		Use:   "check 花名册... [选项]",
		Short: "检查花名册，列出错误和提醒",
		Long: `读花名册，逐户逐人检查：号码、金额、户主、重复、两不愁三保障等。错误是肯定不对的，提醒是要看一看的。
加 -o 写出可以发下去整改的问题清单；不加就只在屏幕上说。打印时也做同样的检查。`,
		Example: `  ruhu check 花名册.xlsx
  ruhu check 花名册.xlsx -o 问题清单.xlsx
  ruhu check 花名册.xlsx --against 去年导出.xlsx --against 残联名单.xlsx -o 问题清单.xlsx
  ruhu check 花名册.xlsx --explain
  ruhu check 花名册.xlsx --map "文化=A8"
  ruhu check --rules`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case rules && s.json:
				return fault.Wrong("--rules 和 --json 不能一起用", "检查规则只以文字列出")
			case rules:
				return s.listRules(cmd, args, q.Templates)
			case cmd.Flags().Changed("output") && file == "":
				return fault.Wrong("没有写问题清单的文件名", "例如 -o 问题清单.xlsx")
			}
			q.Rosters = args
			return s.check(cmd.Context(), q, file, explain)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&file, "output", "o", "", "把问题清单写成这个`文件`；不写时不输出文件")
	bindAgainst(f, &q)
	bindProblems(f, &q)
	f.BoolVar(&explain, "explain", false, "说明每个文件、每张表是怎样读懂的：表头、各列、行数（不显示个人信息）")
	bindMap(f, &q)
	f.BoolVar(&rules, "rules", false, "列出全部检查规则")
	bindYear(f, &q)
	bindConfig(s, f, &q)
	bindTemplates(f, &q.Templates, "指标表")
	bindJSON(s, f)
	return cmd
}

func (s *session) check(ctx context.Context, q app.Request, file string, explain bool) error {
	if len(q.Rosters) == 0 {
		return fault.Wrong("没有写花名册", "例如：ruhu check 花名册.xlsx")
	}
	r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Check(ctx, file) })
	if err != nil {
		return err
	}
	switch {
	case explain && s.json: // standard output is for the object
		explainTo(s.err, r.Read)
	case explain:
		explainTo(s.out, r.Read)
	}
	if !explain {
		s.receipt(r.Read)
	}
	s.counted(r)
	if r.Unregistered > 0 {
		s.say("另有边缘户 %d 户 %d 人，不计入", r.Unregistered, r.UnregisteredMembers)
	}
	s.compared(r.Sides)
	s.findings(r, file)
	if r.Households+r.Unregistered > 0 {
		s.silent(r.Silent)
	}
	if len(r.Files) > 1 && len(r.Sides) > 0 {
		s.say("逐项的两方数据见同一文件夹的“%s”", r.Files[1])
	}
	switch {
	case r.Households+r.Unregistered == 0:
		s.say("%s", noHouseholds)
	case len(r.Findings) == 0:
		s.say("没有发现问题")
		if len(r.Files) > 0 {
			s.say("已写出：%s（没有问题的清单）", file)
		}
		s.say("下一步：用“ruhu print”打印")
	case len(r.Files) > 0:
		s.say("下一步：把 %s 发下去核查整改，改好花名册后再检查一遍", file)
	default:
		s.say("要到户到人的清单，请加 -o 问题清单.xlsx")
	}
	return nil
}

// namedSilent is how many rules without their columns are named.
const namedSilent = 5

// silent tells which rules had nothing to go by.
func (s *session) silent(rules []app.SilentRule) {
	first(s, rules, namedSilent, "  …… 另有 %d 条，花名册或其中几户没有它们要用的列", func(r app.SilentRule) {
		if r.Households > 0 {
			s.say("没有对 %d 户检查“%s”：他们的花名册没有要用的列", r.Households, r.Title)
			return
		}
		s.say("没有检查“%s”：花名册里没有%s", r.Title, r.Want)
	})
}

// listRules prints every rule: its id, how sure it is, what must hold and where that is
// written; below it of which items, where the codebook says that.
func (s *session) listRules(cmd *cobra.Command, args []string, templates string) error {
	if err := noArguments(cmd, args); err != nil {
		return err
	}
	rules, err := app.Rules(templates)
	if err != nil {
		return err
	}
	for _, r := range rules {
		fmt.Fprintf(s.out, "%s  %-26s %s（%s）\n", r.Severity, r.ID, strings.TrimSuffix(r.Title, "。"), r.Source)
		if len(r.Demands) > 0 {
			fmt.Fprintf(s.out, "        %s\n", strings.Join(r.Demands, "；"))
		}
	}
	return nil
}

// compared tells what comparing with each other roster came to.
func (s *session) compared(sides []app.Side) {
	for _, c := range sides {
		kind := "名单"
		if c.Whole {
			kind = "整本名册"
		}
		line := fmt.Sprintf("与“%s”（%s）比对：对方 %d 人，找到 %d 人、%d 户", c.Name, kind, c.Persons, c.Matched, c.Households)
		switch {
		case c.Matched == 0 && c.Households == 0:
		case c.Differ+c.Blank == 0 && !c.SaysMore():
			line += "，除姓名、号码以外没有可比的指标，名单说的事（如死亡、停保）请人工核对"
		case c.Differ+c.Blank == 0:
			line += "，没有差异"
		default:
			line += fmt.Sprintf("；不一致 %d 处，本册未填 %d 处", c.Differ, c.Blank)
		}
		s.say("%s", line)
	}
}
