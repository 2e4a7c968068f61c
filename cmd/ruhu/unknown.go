package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ruhu/cmd/internal/fault"
)

func seeHelp(cmd *cobra.Command) string {
	return "用“" + cmd.CommandPath() + " --help”看可用的命令和选项"
}

// unknownCommand is the error of a name that is no command below cmd.
func unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range visible(cmd) {
		names = append(names, c.Name())
	}
	message := fmt.Sprintf("没有“%s”这个命令", name)
	if !cmd.HasParent() {
		message += "，也没有这个文件"
	}
	return fault.Wrong(message, meant(cmd, name, names, "是不是“"+cmd.CommandPath()+" %s”？"))
}

// meant says which of some names a mistyped one most likely means.
func meant(cmd *cobra.Command, typed string, names []string, question string) string {
	if near := nearest(typed, names); near != "" {
		return strings.Replace(question, "%s", near, 1) + seeHelp(cmd)
	}
	return seeHelp(cmd)
}

// flagError puts the errors of parsing flags into words.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var known *fault.Error
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &valueless):
		value, usage := pflag.UnquoteUsage(valueless.GetFlag())
		return fault.Wrong(fmt.Sprintf("--%s 后面要写%s", valueless.GetFlag().Name, value), usage)
	case errors.As(err, &invalid) && strings.TrimSpace(invalid.GetValue()) == "":
		_, usage := pflag.UnquoteUsage(invalid.GetFlag())
		return fault.Wrong(fmt.Sprintf("--%s 后面没有写内容", invalid.GetFlag().Name), usage)
	case errors.As(err, &invalid) && errors.As(err, &known):
		return fault.Wrong(fmt.Sprintf("--%s %s 写得不对：%s", invalid.GetFlag().Name, invalid.GetValue(), known.Message), known.Hint)
	case errors.As(err, &invalid):
		return fault.Wrong(fmt.Sprintf("--%s 后面写的“%s”不对", invalid.GetFlag().Name, invalid.GetValue()), seeHelp(cmd))
	}
	var syntax *pflag.InvalidSyntaxError
	if errors.As(err, &syntax) {
		return fault.Wrong("选项写得不对："+syntax.GetSpecifiedFlag(), seeHelp(cmd))
	}
	return fault.Wrong("选项写得不对："+err.Error(), seeHelp(cmd))
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) error {
	name := e.GetSpecifiedName()
	if e.GetSpecifiedShortnames() != "" {
		return fault.Wrong(fmt.Sprintf("没有 -%s 这个选项", name), seeHelp(cmd))
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	hint := meant(cmd, name, names, "是不是 --%s？")
	if name == "version" {
		hint = "看版本用“ruhu version”"
	}
	return fault.Wrong(fmt.Sprintf("没有 --%s 这个选项", name), hint)
}

// nearest gives the name that a mistyped one most likely means, or nothing
// when none is near.
func nearest(typed string, names []string) string {
	best, least := "", max(2, len(typed)/2)
	for _, name := range names {
		d := distance(strings.ToLower(typed), name)
		if strings.HasPrefix(name, typed) {
			d = 1
		}
		if d <= least && (best == "" || d < least) {
			best, least = name, d
		}
	}
	return best
}

// distance is how many letters have to be put in, taken out or changed to turn
// a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
