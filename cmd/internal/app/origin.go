package app

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"slices"

	"ruhu/cmd/internal/fault"
	"ruhu/model/visit"
)

// originOf names a file and marks its bytes. Its folder is no one's concern.
func originOf(f rosterFile) (visit.Origin, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f.file, 0, f.info.Size())); err != nil {
		return visit.Origin{}, fault.Reading(f.name, err)
	}
	return visit.Origin{Name: filepath.Base(f.name), Mark: hex.EncodeToString(sum.Sum(nil)[:16])}, nil
}

// origins says which files the roster came from.
func (rf *rosterFiles) origins() ([]visit.Origin, error) {
	var out []visit.Origin
	for _, f := range rf.list {
		o, err := originOf(f)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// sharesOrigin reports whether two have a file in common.
func sharesOrigin(a, b []visit.Origin) bool {
	return slices.ContainsFunc(a, func(o visit.Origin) bool { return slices.Contains(b, o) })
}
