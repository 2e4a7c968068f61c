package main

import (
	"context"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
)

// newLedger makes the command that writes the ledgers of the notice.
func newLedger(s *session) *cobra.Command {
	var q app.Request
	var dir string
	cmd := &cobra.Command{
		Use:   "ledger 花名册... [选项]",
		Short: "写出摸底台账、回头看台账、经济薄弱村台账",
		Long: `读花名册，写出通知要求的台账：
  边缘户和脱贫监测户摸底台账  名册已标注的户，和人均纯收入略高于标准且有风险迹象的户；内部掌握，不予公示
  脱贫对象回头看台账          2016 年以来脱贫的每一户，各项保障的状况、缺什么；是否回退由人研究决定
  经济薄弱村台账              花名册“村”表中有经济薄弱村的才写

边缘户不在建档立卡户中。要从村里的名单找边缘户，用 --against 给出名单；已在名册中的户不会重复列出。`,
		Example: `  ruhu ledger 花名册.xlsx
  ruhu ledger 花名册.xlsx --against 东风村全村名单.xlsx -o 台账`,
		Args: takesRosters(&q),
		RunE: func(cmd *cobra.Command, _ []string) error { return s.ledger(cmd.Context(), q, dir) },
	}
	f := cmd.Flags()
	bindOutput(f, &dir, "台账", outputDir)
	f.StringArrayVar(&q.Against, "against", nil, "从这个`名单`里找边缘户：不在花名册中、收入不超过标准 1.5 倍的户；几个名单就写几次 --against")
	bindReading(s, f, &q, "指标表")
	bindJSON(s, f)
	return cmd
}

func (s *session) ledger(ctx context.Context, q app.Request, dir string) error {
	r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Ledgers(ctx, dir) })
	if err != nil {
		return err
	}
	t := r.Ledgers
	s.counted(r)
	s.empty(r)
	s.findings(r, "")
	if r.Held > 0 {
		s.say("有 %d 户信息不全，未能确定，没有列入台账；请用 ruhu check 查看", r.Held)
	}
	s.say("摸底台账：已标注 %d 户，候选 %d 户，其他待研究 %d 户（内部掌握，不予公示）", t.Marked, t.Candidates, t.Others)
	s.say("回头看台账：2016 年以来脱贫 %d 户，其中 %d 户有未解决的问题，建议核实是否回退", t.Lifted, t.Unresolved)
	if t.Weak > 0 {
		s.say("经济薄弱村台账：%d 个村", t.Weak)
	}
	s.files(dir, r.Files)
	s.say("下一步：打开台账逐户核实；候选和建议只是线索，由人研究决定")
	return nil
}
