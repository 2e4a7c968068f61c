package main

import (
	"context"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
)

// newLists makes the command that writes the lists for departments to confirm.
func newLists(s *session) *cobra.Command {
	var q app.Request
	var dir string
	var phone bool
	cmd := &cobra.Command{
		Use:   "lists 花名册... [选项]",
		Short: "写出请各部门核对的名单",
		Long: `读花名册，给医保、教育、残联、民政、住建、水利各写一本“部门核对-<部门>.xlsx”：只有这个部门要核对的人和户、
要核对的指标，旁边一列请部门填写（有下拉）。没有边缘户、监测类型、银行账号，也没有别的部门的指标。
部门填好交回后，用 --against 比对；填过的再写一遍也保留。给哪个部门哪些指标，写在指标表 codebook.yaml 的 lists 里，可以改。`,
		Example: `  ruhu lists 花名册.xlsx -o 部门核对
  ruhu check 花名册.xlsx --against 部门核对/部门核对-医保.xlsx -o 问题清单.xlsx`,
		Args: takesRosters(&q),
		RunE: func(cmd *cobra.Command, _ []string) error { return s.departments(cmd.Context(), q, dir, phone) },
	}
	f := cmd.Flags()
	bindOutput(f, &dir, "名单", outputDir)
	f.BoolVar(&phone, "phone", false, "名单里加上联系电话（不写时没有）")
	bindReading(s, f, &q, "指标表")
	bindJSON(s, f)
	return cmd
}

func (s *session) departments(ctx context.Context, q app.Request, dir string, phone bool) error {
	r, err := s.use(q, func(w *app.Workspace) (*app.Result, error) { return w.Lists(ctx, dir, phone) })
	if err != nil {
		return err
	}
	s.receipt(r.Read)
	s.counted(r)
	s.empty(r)
	if r.Unregistered > 0 {
		s.say("边缘户 %d 户不发给部门，没有列入", r.Unregistered)
	}
	s.findings(r, "")
	if r.Held > 0 {
		s.say("有 %d 户信息不全，未能确定，没有列入名单；请用 ruhu check 查看", r.Held)
	}
	for _, l := range r.Sent {
		if l.Rows == 0 {
			s.say("%s：没有要核对的人，没有写名单", l.Name)
			continue
		}
		s.say("%s：%d 行", l.Name, l.Rows)
	}
	s.files(dir, r.Files)
	s.say("下一步：把名单分别送各部门填写黄色的列，收回后用“ruhu check 花名册 --against 名单”比对；名单含个人信息，请妥善传送")
	return nil
}
