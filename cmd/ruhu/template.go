package main

import (
	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
)

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
