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

// fingerprint names what the files of a run are made from: the bytes of the
// rosters, the options and settings that decide what is drawn, the forms, and
// the program. Two runs of the same fingerprint make the same files. It tells
// nothing of what it was made from.
func (p *printing) fingerprint(files []rosterFile) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "ruhu %s\n", p.opt.Version)
	for _, v := range []any{p.opt, p.config} {
		text, err := json.Marshal(v)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s\n", text)
	}
	for _, f := range files {
		fmt.Fprintf(sum, "%s %d\n", f.name, f.info.Size())
		if _, err := io.Copy(sum, io.NewSectionReader(f.file, 0, f.info.Size())); err != nil {
			return "", fault.Reading(f.name, err)
		}
	}
	for _, name := range p.opt.Feedback {
		if err := addFile(sum, name); err != nil {
			return "", err
		}
	}
	trees := []fs.FS{templates.Forms()}
	if p.opt.Templates != "" {
		trees = append(trees, os.DirFS(p.opt.Templates))
	}
	for _, tree := range trees {
		if err := addTree(sum, tree); err != nil {
			return "", fault.Input("读不了表样文件："+fault.Reason(err), "", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// addFile adds a list from above: what it asks stands on the sheets.
func addFile(to io.Writer, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fault.Reading(name, err)
	}
	defer file.Close()
	n, err := io.Copy(to, file)
	if err != nil {
		return fault.Reading(name, err)
	}
	fmt.Fprintf(to, "%s %d\n", name, n)
	return nil
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
