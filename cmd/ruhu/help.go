package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ruhu/cmd/internal/library"
)

// newHelp makes the command that stands for -h.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use: "help [命令]", Short: "显示说明", Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			return of.Help()
		},
	}
}

// help writes the help of a command. Cobra's own templates are English.
func help(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	text := cmd.Long
	if text == "" {
		text = cmd.Short
	}
	if strings.Contains(text, formsMark) {
		text = strings.ReplaceAll(text, formsMark, formsByReader())
	}
	fmt.Fprintf(&b, "%s\n\n用法：\n", text)
	if len(visible(cmd)) == 0 || !cmd.HasParent() {
		fmt.Fprintf(&b, "  %s\n", cmd.UseLine())
	}
	if len(visible(cmd)) > 0 {
		fmt.Fprintf(&b, "  %s 命令 ...\n\n命令：\n", cmd.CommandPath())
		var rows [][]string
		for _, c := range visible(cmd) {
			rows = append(rows, []string{"  " + c.Name(), c.Short})
		}
		b.WriteString(aligned(rows))
	}
	if cmd.HasParent() {
		b.WriteString("\n选项：\n")
		b.WriteString(flagTable(cmd.LocalFlags()))
	} else {
		b.WriteString("\n选项与“ruhu print”相同；每个命令的选项，用“ruhu 命令 --help”看。\n")
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\n示例：\n%s\n", cmd.Example)
	}
	_, _ = fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// formsMark stands in a help for who gets which form.
const formsMark = "{表}"

// formsByReader says of the built-in forms who gets which when none is asked for.
func formsByReader() string {
	forms, err := library.List("")
	if err != nil {
		return ""
	}
	var readers []string
	titles := make(map[string][]string)
	for _, f := range forms {
		if titles[f.For] == nil {
			readers = append(readers, f.For)
		}
		titles[f.For] = append(titles[f.For], f.Title)
	}
	rows := make([][]string, len(readers))
	for i, r := range readers {
		rows[i] = []string{"  " + r, strings.Join(titles[r], "、")}
	}
	return strings.TrimRight(aligned(rows), "\n")
}

func visible(cmd *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			out = append(out, c)
		}
	}
	return out
}

// flagTable lists flags, each with its usage.
func flagTable(flags *pflag.FlagSet) string {
	var rows [][]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		short := "    "
		if f.Shorthand != "" {
			short = "-" + f.Shorthand + ", "
		}
		value, usage := pflag.UnquoteUsage(f)
		rows = append(rows, []string{"  " + strings.TrimRight(short+"--"+f.Name+" "+value, " "), usage})
	})
	return aligned(rows)
}

// aligned sets rows in columns.
func aligned(rows [][]string) string {
	most := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, c := range row {
			most[i] = max(most[i], width(c))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, c := range row {
			line.WriteString(padded(c, most[i]+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// padded fills a text up to columns of a terminal.
func padded(text string, columns int) string {
	return text + strings.Repeat(" ", max(1, columns-width(text)))
}

// width is how many columns of a terminal a text takes: Chinese takes two a
// character.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}
