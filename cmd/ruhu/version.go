package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/app"
)

// newVersion makes the command that tells the version and the faces inside.
func newVersion(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示版本和内嵌的字体",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := noArguments(cmd, args); err != nil {
				return err
			}
			fmt.Fprintf(s.out, "ruhu %s（%s，%s/%s）\n内嵌字体（SIL OFL 1.1）：\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			for _, name := range app.FontFiles() {
				fmt.Fprintf(s.out, "  %s\n", name)
			}
			return nil
		},
	}
}

// version is that of the module, with the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "（未标明版本）"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			v += " " + s.Value[:12]
		}
	}
	return v
}
