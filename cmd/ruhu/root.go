package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
)

// outputDir is the folder that files go to when the user names none.
const outputDir = output.DefaultDir

// newRoot makes the program's command with all others below it. Called with
// files only, as it is when they are dropped on the program, it prints them to
// a folder beside the first; return workbooks and the folders that they were
// printed into it collects.
func newRoot(s *session) *cobra.Command {
	var o printFlags
	root := &cobra.Command{
		Use:   "ruhu 花名册... [选项]",
		Short: "把花名册做成入户核实用的表",
		Long: `ruhu（入户）把花名册（.xlsx、.xls、.csv）做成入户核实用的表：贫困户基础信息对照表、历年帮扶措施信息
对照表和附件2、3、4，输出为 PDF，也可以是 Word、Excel 文件。不联网，不用安装。

最简单的用法：把花名册文件拖到 ruhu 程序的图标上，表格就写在花名册旁边的“ruhu-输出”文件夹里。
把填好的回填表，或整个“ruhu-输出”文件夹拖上去，就汇总。
没有现成的花名册时，先用“ruhu roster-template”得到一份空的，填好再打印。`,
		Example: `  ruhu 花名册.xlsx                          打印全部，写到花名册旁边的 ruhu-输出
  ruhu print 花名册.xlsx --first 3          先打三户看看样子
  ruhu print 花名册.xlsx --village 东风村 --duplex
  ruhu blank --forms appendix2 --copies 20  空白的附件2，20 份
  ruhu print --help                         看打印的全部选项`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0 && cmd.Flags().NFlag() == 0:
				return s.web(cmd.Context(), webFlags{dir: outputDir})
			case len(args) == 0:
				return cmd.Help()
			case !looksLikeFile(args[0]):
				return unknownCommand(cmd, args[0])
			}
			switch given := input.SortDropped(args); {
			case len(given.Returns) > 0 && len(given.Rosters) > 0:
				return given.Mixed()
			case len(given.Returns) > 0:
				return s.collectDropped(cmd, o, given)
			}
			if !cmd.Flags().Changed("output") {
				o.Dir = filepath.Join(filepath.Dir(filepath.Clean(args[0])), outputDir)
			}
			o.Rosters = args
			return s.print(cmd.Context(), o)
		},
	}
	o.bind(s, root.Flags())
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(newTemplate(s), newCheck(s), newPrint(s), newBlank(s), newCollect(s), newSummary(s), newLedger(s), newLists(s), newFill(s), newRegister(s), newForm(s), newFonts(s), newVersion(s), newWeb(s))
	root.SetHelpFunc(help)
	helping := newHelp()
	plain(helping)
	root.SetHelpCommand(helping)
	root.SetFlagErrorFunc(flagError)
	plain(root)
	return root
}

// plain gives a command and those below it a help flag with Chinese words,
// takes cobra's English out of the line of use, and keeps flags in their order.
func plain(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	cmd.Flags().SortFlags = false
	if !cmd.DisableFlagParsing {
		cmd.Flags().BoolP("help", "h", false, "显示这份说明")
	}
	for _, c := range cmd.Commands() {
		plain(c)
	}
}

// looksLikeFile tells a file from a mistyped command: it is there, or has what
// only names of files have.
func looksLikeFile(arg string) bool {
	if _, err := os.Stat(arg); err == nil {
		return true
	}
	return strings.ContainsAny(arg, `./\*?[`)
}
