package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"testing"
	"time"

	"ruhu/model/must"
)

// TestPack unpacks what was packed, and wants the same bytes whatever the order
// in which the files were found.
func TestPack(t *testing.T) {
	when := time.Date(2019, 11, 20, 8, 0, 0, 0, time.UTC)
	files := []file{{"说明.txt", []byte("说明"), false}, {"ruhu", []byte("程序"), true}, {"许可/OFL.txt", []byte("OFL"), false}}
	turned := slices.Clone(files)
	slices.Reverse(turned)
	want := []string{"ruhu-1/ruhu 程序", "ruhu-1/许可/OFL.txt OFL", "ruhu-1/说明.txt 说明"}
	slices.Sort(want)
	for _, to := range []target{{"windows", "amd64"}, {"linux", "loong64"}} {
		data, err := pack(to, "ruhu-1", files, when)
		must.Succeed(t, err)
		again, err := pack(to, "ruhu-1", turned, when)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%v: other bytes the second time (%v)", to, err)
		}
		got := unpacked(t, to, data)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%v: %q", to, got)
		}
	}
}

// unpacked gives the names and texts of an archive; a program must be one that may
// be run.
func unpacked(t *testing.T, to target, data []byte) (out []string) {
	t.Helper()
	if to.os == "windows" {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must.Succeed(t, err)
		for _, f := range z.File {
			r, err := f.Open()
			must.Succeed(t, err)
			out = append(out, f.Name+" "+text(t, r))
		}
		return out
	}
	g, err := gzip.NewReader(bytes.NewReader(data))
	must.Succeed(t, err)
	for r := tar.NewReader(g); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		must.Succeed(t, err)
		if program := h.Name == "ruhu-1/ruhu"; program != (h.Mode&0o111 != 0) {
			t.Errorf("%s has mode %o", h.Name, h.Mode)
		}
		out = append(out, h.Name+" "+text(t, r))
	}
}

func text(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	must.Succeed(t, err)
	return string(b)
}
