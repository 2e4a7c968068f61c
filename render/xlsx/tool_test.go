package xlsx

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"testing"

	"golang.org/x/image/font/sfnt"

	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/templates"
)

// run runs an outside program and gives what it wrote to standard output.
func run(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(slowtest.Tool(t, name), args...)
	cmd.Env = append(os.Environ(), env...)
	return slowtest.Output(t, cmd)
}

// fontRules map the names of Windows' fonts to stand-ins.
const fontRules = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>%s</dir><dir>/usr/share/fonts</dir><cachedir>%s</cachedir>
<alias binding="same"><family>宋体</family><prefer><family>Noto Serif SC</family></prefer></alias>
<alias binding="same"><family>黑体</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias binding="same"><family>Times New Roman</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>`

// standIns writes copies of the embedded faces that take the room of 宋体 and
// 黑体: digits and the blank half as wide as a Han character, and lines not half
// as high again as the type.
func standIns(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{templates.FontText, templates.FontHead, templates.FontTitle} {
		b, err := templates.Fonts.ReadFile(name)
		must.Succeed(t, err)
		b = bytes.Clone(b)
		narrow(t, b)
		must.Succeed(t, os.WriteFile(filepath.Join(dir, path.Base(name)), b, 0o600))
	}
}

func narrow(t *testing.T, b []byte) {
	t.Helper()
	face, err := sfnt.Parse(b)
	must.Succeed(t, err)
	tables := make(map[string][]byte)
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		e := b[12+16*i:]
		at, n := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		tables[string(e[:4])] = b[at : at+n]
	}
	put := func(table string, at int, v int) { binary.BigEndian.PutUint16(tables[table][at:], uint16(v)) }
	em := int(face.UnitsPerEm())
	for _, r := range "0123456789 " {
		i, err := face.GlyphIndex(nil, r)
		must.Succeed(t, err)
		put("hmtx", 4*int(i), em/2)
	}
	up, down := em*90/100, em*24/100
	for at, v := range map[int]int{4: up, 6: -down, 8: 0} { // ascender, descender, line gap
		put("hhea", at, v)
	}
	for at, v := range map[int]int{68: up, 70: -down, 72: 0, 74: up, 76: down} { // the same, and for Windows
		put("OS/2", at, v)
	}
}

// toPDF converts a workbook with LibreOffice under fonts of its own.
func toPDF(t *testing.T, file string) string {
	t.Helper()
	slowtest.Tool(t, "soffice")
	dir := t.TempDir()
	standIns(t, dir)
	rules := filepath.Join(dir, "fonts.conf")
	must.Succeed(t, os.WriteFile(rules, fmt.Appendf(nil, fontRules, dir, filepath.Join(dir, "cache")), 0o600))
	run(t, []string{"FONTCONFIG_FILE=" + rules}, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", filepath.Dir(file), file)
	return file[:len(file)-len(".xlsx")] + ".pdf"
}
