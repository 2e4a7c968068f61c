package main

import (
	"context"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/register"
)

// mergedRegister is the file that registers are joined into when the user names
// none.
const mergedRegister = "打印登记-合并.xlsx"

// newRegister makes the commands about the register of printed sheets.
func newRegister(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "register 命令 ...",
		Short: "合并打印登记",
		Long: `打印登记（打印登记.xlsx）列出打印的每一份表，入户日期、核实人、收回、归档盒号由人填写。
在同一个文件夹里再打印时，填写的内容保留，重新打印的表注明“重印”。`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	cmd.AddCommand(newRegisterMerge(s))
	return cmd
}

func newRegisterMerge(s *session) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "merge 打印登记... [选项]",
		Short: "把几份打印登记合并成一份",
		Long: `把几台电脑的、或分几份打印（--shard）的打印登记合并成一份：同一份表只列一次，各处填写的内容合在一起；
两处填得不一样的，保留前一个，并逐处指出在哪一格，两处的内容列在“填写不一致”表。原来的文件不改动。写文件夹时，合并其中名为“打印登记”的文件。`,
		Example: `  ruhu register merge 甲/打印登记.xlsx 乙/打印登记.xlsx -o 打印登记.xlsx
  ruhu register merge 入户资料/打印登记-*.xlsx -o 入户资料/打印登记.xlsx`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fault.Wrong("没有写要合并的打印登记", seeHelp(cmd))
			}
			return s.merge(cmd.Context(), args, file)
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", mergedRegister, "写成这个`文件`；不写时为 "+mergedRegister)
	return cmd
}

// merge joins registers and tells what they contradict each other in.
func (s *session) merge(ctx context.Context, registers []string, file string) error {
	m, err := register.Merge(ctx, registers, file)
	if err != nil {
		return err
	}
	for i, c := range m.Contradictions { // by place alone: what is filled in is about people
		if i == namedMissing {
			s.say("  …… 另有 %d 处", len(m.Contradictions)-i)
			break
		}
		s.say("不一致 %s：表号 %s 的“%s”与 %s 不一样", c.Other.Pos, c.Number, c.Field, c.Chosen.Pos)
	}
	s.say("已把 %d 份打印登记合并为一份，共 %d 份表：%s", m.Registers, m.Entries, file)
	if n := len(m.Contradictions); n > 0 {
		s.disagree = true
		s.say("有 %d 处填写不一致，已保留前一个；两处填的都列在“填写不一致”表，请核对后在“打印登记”表中改正", n)
	}
	return nil
}
