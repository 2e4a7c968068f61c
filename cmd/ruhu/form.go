package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/library"
)

// newForm makes the commands about the definitions of the forms.
func newForm(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "form 命令 ...",
		Short: "查看、导出、检查表样",
		Long: `表样是写明一张表有哪些栏目的文本文件（.yaml）。内置的表样可以导出修改，也可以照着写新的，
打印时用 --templates 指明所在的文件夹即可。`,
		Example: `  ruhu form list
  ruhu form export 表样
  ruhu form check 表样
  ruhu print 花名册.xlsx --templates 表样`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	cmd.AddCommand(newFormList(s), newFormShow(s), newFormExport(s), newFormCheck(s))
	return cmd
}

func newFormList(s *session) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use: "list [选项]", Short: "列出所有的表",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			forms, err := library.List(dir)
			if err != nil {
				return err
			}
			rows := [][]string{{"代号", "次序", "表名", "单位", "给谁"}}
			for _, f := range forms {
				rows = append(rows, []string{f.ID, strconv.Itoa(f.Number), f.Title, f.Unit, f.For})
			}
			_, err = fmt.Fprint(s.out, aligned(rows))
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "templates", "", "自己修改的表样所在的`文件夹`")
	return cmd
}

func newFormShow(s *session) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use: "show 代号 [选项]", Short: "显示一张表的表样",
		Example: "  ruhu form show compare",
		Args:    oneArgument("表的代号"),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := library.Text(dir, args[0])
			if err != nil {
				return err
			}
			_, err = s.out.Write(text)
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "templates", "", "自己修改的表样所在的`文件夹`")
	return cmd
}

func newFormExport(s *session) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use: "export 文件夹 [选项]", Short: "把内置的表样和指标表写到文件夹，供修改",
		Example: "  ruhu form export 表样",
		Args:    oneArgument("文件夹"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			files, err := library.Export(dir, force)
			if err != nil {
				return err
			}
			s.say("已写出 %d 个文件", len(files))
			s.list(dir, files)
			s.say("下一步：修改后用“ruhu form check %s”检查，打印时加上 --templates %s", dir, dir)
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "已有内容不同的同名文件时，盖掉它")
	return cmd
}

func newFormCheck(s *session) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use: "check 文件... [选项]", Short: "检查自己修改的表样",
		Long: "检查表样文件（也可以写文件夹或 *.yaml），指出全部错误所在的行和列。",
		Example: `  ruhu form check 表样
  ruhu form check 表样/forms/compare.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fault.Wrong("没有写要检查的表样文件", seeHelp(cmd))
			}
			faults, err := library.Check(dir, args)
			for _, f := range faults {
				fmt.Fprintln(s.out, f)
			}
			switch {
			case err != nil:
				return err
			case len(faults) > 0:
				return fault.Wrong(fmt.Sprintf("表样中有 %d 处错误", len(faults)), "")
			}
			fmt.Fprintln(s.out, "没有发现问题")
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "templates", "", "指标表（codebook.yaml）所在的`文件夹`；不写时用内置的")
	return cmd
}
