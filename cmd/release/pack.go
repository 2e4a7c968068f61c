package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"slices"
	"time"
)

// file is one file of a package; a program may be run.
type file struct {
	name    string
	data    []byte
	program bool
}

func (t target) ending() string {
	if t.os == "windows" {
		return ".zip"
	}
	return ".tar.gz"
}

// pack puts files into an archive of the kind that the target opens by itself,
// below one folder, in the order of their names and all of one time.
func pack(t target, folder string, files []file, when time.Time) ([]byte, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	if t.os == "windows" {
		return packZip(folder, files, when)
	}
	return packTar(folder, files, when)
}

func packZip(folder string, files []file, when time.Time) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: when})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

func packTar(folder string, files []file, when time.Time) ([]byte, error) {
	var out bytes.Buffer
	g := gzip.NewWriter(&out)
	t := tar.NewWriter(g)
	for _, f := range files {
		mode := int64(0o644)
		if f.program {
			mode = 0o755
		}
		if err := t.WriteHeader(&tar.Header{Name: folder + "/" + f.name, Mode: mode, Size: int64(len(f.data)), ModTime: when, Format: tar.FormatPAX}); err != nil {
			return nil, err
		}
		if _, err := t.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	err := g.Close()
	return out.Bytes(), err
}
