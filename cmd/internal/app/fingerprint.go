package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/templates"
)

// fingerprint names what the files of a run are made from: the bytes of what was
// read, the choice and the settings that decide what is drawn, the forms, and the
// program. Two runs of the same fingerprint make the same files. It tells nothing of
// what it was made from.
func (p *Plan) fingerprint(version string) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "ruhu %s\n", version)
	choice := p.choice
	choice.Jobs = 0 // whatever it is, the files are the same
	for _, v := range []any{p.w.Request, choice, p.w.Settings, p.in.origins, p.in.listsOf, p.in.above.origins} {
		text, err := json.Marshal(v)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s\n", text)
	}
	trees := []fs.FS{templates.Forms()}
	if p.w.Templates != "" {
		trees = append(trees, os.DirFS(p.w.Templates))
	}
	for _, tree := range trees {
		if err := addTree(sum, tree); err != nil {
			return "", fault.Input("读不了表样文件："+fault.Reason(err), "", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// addTree adds the forms, codebooks and shells of a folder.
func addTree(to io.Writer, tree fs.FS) error {
	return fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		ext := strings.ToLower(filepath.Ext(name))
		if err != nil || e.IsDir() || ext != ".yaml" && ext != ".docx" {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		fmt.Fprintf(to, "%s %d\n", name, len(text))
		_, _ = to.Write(text) // a hash takes all
		return err
	})
}
