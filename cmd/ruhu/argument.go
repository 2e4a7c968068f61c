package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fault.Wrong(fmt.Sprintf("“%s”后面不用写这些：%s", cmd.CommandPath(), strings.Join(args, " ")), seeHelp(cmd))
}

// oneArgument asks for the single argument of a command.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fault.Wrong(fmt.Sprintf("“%s”后面要写一个%s", cmd.CommandPath(), what), seeHelp(cmd))
		}
		return nil
	}
}

// takesRosters takes the rosters that a command is about, and asks for one.
func takesRosters(q *app.Request) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if q.Rosters = args; len(args) == 0 {
			return fault.Wrong("没有写花名册", "例如："+cmd.CommandPath()+" 花名册.xlsx")
		}
		return nil
	}
}

// swallowed explains an argument that took in what follows it: the command window of
// Windows reads the \" at the end of "D:\花名册\" as a quote that does not end it.
func swallowed(args []string) error {
	for _, arg := range args {
		path, rest, found := strings.Cut(arg, `"`)
		ended := rest == "" || strings.HasPrefix(rest, " ")
		if found && (strings.HasPrefix(rest, " -") || ended && strings.Contains(path, `\`)) {
			return fault.Wrong("引号里的路径以 \\ 结尾，后面写的也被当成了路径："+arg, `请去掉引号前面的 \，写成："`+path+`"`+rest)
		}
	}
	return nil
}
