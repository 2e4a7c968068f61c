package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"ruhu/cmd/internal/typeface"
)

// newVersion makes the command that shows the version, and under which licences
// what is linked and embedded stands.
func newVersion(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示版本，和所用程序库、字体的许可",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			fmt.Fprintf(s.out, "ruhu %s（%s，%s/%s）\n内嵌字体（SIL OFL 1.1）：\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			for _, name := range typeface.Files() {
				fmt.Fprintf(s.out, "  %s\n", name)
			}
			fmt.Fprintln(s.out, "所用程序库和许可：")
			for _, m := range linked() {
				fmt.Fprintf(s.out, "  %s %s（%s）\n", m.Path, m.Version, licences[m.Path])
			}
			return nil
		},
	}
}

// licences are those of the modules that the program may be linked with, as SPDX
// names them. Their texts lie in the package that is handed on.
var licences = map[string]string{
	"codeberg.org/go-pdf/fpdf":             "MIT",
	"github.com/beevik/etree":              "BSD-2-Clause",
	"github.com/inconshreveable/mousetrap": "Apache-2.0",
	"github.com/klauspost/compress":        "BSD-3-Clause",
	"github.com/mitchellh/colorstring":     "MIT",
	"github.com/mozillazg/go-pinyin":       "MIT",
	"github.com/nguyenthenguyen/docx":      "MIT",
	"github.com/richardlehane/mscfb":       "Apache-2.0",
	"github.com/richardlehane/msoleps":     "Apache-2.0",
	"github.com/rivo/uniseg":               "MIT",
	"github.com/rogpeppe/go-internal":      "BSD-3-Clause",
	"github.com/schollz/progressbar/v3":    "MIT",
	"github.com/spf13/cobra":               "Apache-2.0",
	"github.com/spf13/pflag":               "BSD-3-Clause",
	"github.com/tiendc/go-deepcopy":        "MIT",
	"github.com/xuri/efp":                  "BSD-3-Clause",
	"github.com/xuri/excelize/v2":          "BSD-3-Clause",
	"github.com/xuri/nfp":                  "BSD-3-Clause",
	"go.yaml.in/yaml/v3":                   "MIT AND Apache-2.0",
	"golang.org/x/crypto":                  "BSD-3-Clause",
	"golang.org/x/image":                   "BSD-3-Clause",
	"golang.org/x/net":                     "BSD-3-Clause",
	"golang.org/x/sys":                     "BSD-3-Clause",
	"golang.org/x/term":                    "BSD-3-Clause",
	"golang.org/x/text":                    "BSD-3-Clause",
	"rsc.io/qr":                            "BSD-3-Clause",
}

// linked are the modules that this program is linked with.
func linked() []*debug.Module {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	return info.Deps
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
