package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/fault"
)

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fault.Wrong(fmt.Sprintf("“%s”后面不用写这些：%s", cmd.CommandPath(), strings.Join(args, " ")), seeHelp(cmd))
}

// oneArgument takes the single argument of a command.
func oneArgument(cmd *cobra.Command, args []string, what string) (string, error) {
	if len(args) != 1 {
		return "", fault.Wrong(fmt.Sprintf("“%s”后面要写一个%s", cmd.CommandPath(), what), seeHelp(cmd))
	}
	return args[0], nil
}
